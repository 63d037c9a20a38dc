import { DomainError } from '../../domain/errors.ts';

/** The password may not be chosen, and why. */
export class WeakPassword extends DomainError {
  constructor(pointer: string, detail: string) {
    super('weak-password', 'invalid', `This password cannot be used: ${detail}.`, [{ pointer, detail }]);
  }
}

/** What is wrong with a password as a choice, in words, or null. */
export function weaknessOf(
  password: string,
  given: { minLength: number; email: string; name: string },
): string | null {
  const normal = password.normalize('NFKC');
  if ([...normal].length < given.minLength) return `it needs at least ${given.minLength} characters`;
  return null;
}
