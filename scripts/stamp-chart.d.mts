export function stampValues(text: string, images: Record<string, string>): string;
