export declare function kubeTools(root: string): Promise<{ helm: string; kubectl: string }>;
