export declare function problemsOf(name: string, text: string): string[];
