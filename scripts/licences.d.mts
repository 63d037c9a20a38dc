export function isAllowed(expression: string, name?: string): boolean;
export function refused(lock: {
  packages: Record<string, { version?: string; license?: string; dev?: boolean; link?: boolean }>;
}): string[];
