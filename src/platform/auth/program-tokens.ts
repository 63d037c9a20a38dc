/** What a program may do with a token: read everything, write everything but imports, or import. */
export const SCOPES = ['read', 'write', 'import'] as const;
export type Scope = (typeof SCOPES)[number];

/** Every token of a program begins so: it is told from a session's at a glance, and found by secret scanners. */
export const PROGRAM_TOKEN_PREFIX = 'ikpa_pat_';

export interface ProgramIdentity {
  userId: string;
  tokenId: string;
  scopes: readonly Scope[];
}

/** Tells whose a program's token is. The programs feature provides it; the guard only knows this shape. */
export abstract class ProgramTokens {
  /** The person and the scopes of a token that holds, else null. */
  abstract check(token: string): Promise<ProgramIdentity | null>;
}
