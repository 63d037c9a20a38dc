/** Tells whether a session may still be used. The auth feature provides it; the guard only knows this shape. */
export abstract class SessionChecker {
  /** True while the session is neither revoked nor expired and its person not suspended; may be up to 30 s old. */
  abstract isActive(sessionId: string, userId: string): Promise<boolean>;
}
