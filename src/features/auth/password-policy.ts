import { DomainError } from '../../domain/errors.ts';
import { isCommon } from './common-passwords.ts';

/** The password may not be chosen, and why. */
export class WeakPassword extends DomainError {
  constructor(pointer: string, detail: string) {
    super('weak-password', 'invalid', `This password cannot be used: ${detail}.`, [{ pointer, detail }]);
  }
}

export interface PasswordRules {
  minLength: number;
  email: string;
  name: string;
}

/** Letters that must be left of a password once one's own names are taken out of it. */
const MIN_OTHER_LETTERS = 4;

/**
 * What is wrong with a password as a choice, in words, or null. Length counts, and that it is neither among what is
 * tried first nor made of the person's own name or address; which signs it is made of does not.
 */
export function weaknessOf(password: string, rules: PasswordRules): string | null {
  const normal = password.normalize('NFKC');
  if ([...normal].length < rules.minLength) return `it needs at least ${rules.minLength} characters`;
  if (isCommon(normal)) return 'it is among those that are tried first';
  if (isOwnName(normal, rules)) return 'it is made of your name or e-mail address';
  return null;
}

function isOwnName(password: string, { email, name }: PasswordRules): boolean {
  const plain = password.toLowerCase();
  const rest = ownWords(email, name).reduce((left, word) => left.replaceAll(word, ''), plain);
  if (rest === plain) return false;
  return [...rest].filter((sign) => /\p{L}/u.test(sign)).length < MIN_OTHER_LETTERS;
}

/** Names and the parts of the address, the longest first, so that a part does not break the whole. */
function ownWords(email: string, name: string): string[] {
  const whole = `${email} ${name}`.normalize('NFKC').toLowerCase();
  const words = [...whole.split(/\s+/), ...whole.split(/[^\p{L}\p{M}\p{N}]+/u)];
  return [...new Set(words)].filter((word) => [...word].length >= 3).sort((a, b) => b.length - a.length);
}
