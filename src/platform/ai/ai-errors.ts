import { DomainError } from '../../domain/errors.ts';

/** The installation has no key for an AI. */
export class AiOff extends DomainError {
  constructor() {
    super('ai-off', 'conflict', 'This installation asks no AI.');
  }
}

/** What the question may cost is more than is left of this month's limit. */
export class AiLimitReached extends DomainError {
  constructor() {
    super(
      'ai-limit-reached',
      'conflict',
      'This installation has used up what it may spend on AI this month. It can be asked again next month, or when its administrator raises the limit.',
    );
  }
}

/** The vendor has no time now, or cannot be reached. */
export class AiUnavailable extends DomainError {
  constructor(detail = 'The AI could not be reached, or had no time. Try again in a few minutes.') {
    super('ai-unavailable', 'unavailable', detail);
  }
}

/** No answer came in the time that it may take. */
export class AiTooSlow extends DomainError {
  constructor() {
    super('ai-too-slow', 'unavailable', 'The AI took too long to answer. Try again in a few minutes.');
  }
}

/** The vendor refuses us: the key, the account or the question is not accepted. Trying again changes nothing. */
export class AiRefused extends DomainError {
  constructor() {
    super(
      'ai-refused',
      'conflict',
      'The AI did not accept the question. The administrator finds the reason in the log.',
    );
  }
}

/** An answer came, but not in the form that was asked for. */
export class AiUnusable extends DomainError {
  constructor(
    detail = 'The AI answered, but not in the form that was asked for. Nothing was taken from it.',
  ) {
    super('ai-unusable-answer', 'invalid', detail);
  }
}
