export class Refusal extends Error {}
export function say(line: string): void;
export function seconds(milliseconds: number): string;
export function explain(error: unknown): number;
