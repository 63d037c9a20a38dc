// The language in which the shapes of messages are written, and its matcher. A pattern is the message itself with
// holes: '{ref} confirmed {amount} sent to {name} on {date}'. Case, accents, spaces and punctuation do not count.
//   {role}  reads one thing of that kind (roles.ts)    {...}  any words, as few as possible
//   (a|b)   one of several                             [a]    may be left out
// The matcher walks states and positions and never looks at the same pair twice: its time is bounded by the length
// of the pattern times that of the message, whatever either holds.
import { ROLES } from './roles.ts';
import type { Capture, ReadContext, Role } from './roles.ts';
import { fold } from './subject.ts';
import type { Subject } from './subject.ts';

type Step =
  | { op: 'word'; word: string }
  | { op: 'read'; role: Role }
  | { op: 'text'; role: Role; narration: boolean }
  | { op: 'skip' }
  | { op: 'split'; to: number[] }
  | { op: 'jump'; to: number }
  | { op: 'end' };

export interface Pattern {
  source: string;
  steps: readonly Step[];
  /** For a quick look before matching: every match holds one word of each of these. */
  needs: readonly (readonly string[])[];
  /** Words of which one begins every match; null where a match may begin with something else. */
  begins: readonly string[] | null;
  /** Letters and holes that must fit: the more, the surer the match. */
  weight: number;
}

export interface Match {
  at: number;
  end: number;
  captures: Capture[];
}

/** Throws an Error for a pattern that is not well formed: patterns are ours, not a person's. */
export function compile(source: string): Pattern {
  const tokens = source.match(/\{[^}]*\}|[()[\]|]|[^\s(){}[\]|]+/g) ?? [];
  const steps: Step[] = [];
  let weight = 0;
  let at = 0;

  /** What every fit of it holds. */
  const sequence = (depth: number): string[][] => {
    const needs: string[][] = [];
    for (; at < tokens.length; at += 1) {
      const token = tokens[at] ?? '';
      if (token === ')' || token === ']' || token === '|') break;
      if (token === '(' || token === '[') needs.push(...group(token, depth));
      else needs.push(...one(token, depth));
    }
    return needs;
  };
  const one = (token: string, depth: number): string[][] => {
    if (token === '{...}') steps.push({ op: 'skip' });
    else if (token.startsWith('{')) {
      const role = token.slice(1, -1) as Role;
      const kind = ROLES[role];
      if (kind === undefined) throw new Error(`pattern "${source}": there is no role ${token}`);
      if (depth === 0) weight += 4;
      steps.push(
        typeof kind === 'string'
          ? { op: 'text', role, narration: kind === 'narration' }
          : { op: 'read', role },
      );
    } else {
      const word = fold(token).replace(/^[.,:;!?]+|[.,:;!?]+$/g, '');
      if (word === '') return [];
      steps.push({ op: 'word', word });
      if (depth === 0) weight += word.length;
      return [[word]];
    }
    return [];
  };
  const group = (open: string, depth: number): string[][] => {
    const split: Extract<Step, { op: 'split' }> = { op: 'split', to: [] };
    steps.push(split);
    const jumps: Extract<Step, { op: 'jump' }>[] = [];
    const close = open === '(' ? ')' : ']';
    const choices: string[][] = [];
    for (;;) {
      at += 1;
      split.to.push(steps.length);
      choices.push(rarest(sequence(depth + 1)));
      const jump: Extract<Step, { op: 'jump' }> = { op: 'jump', to: -1 };
      steps.push(jump);
      jumps.push(jump);
      if (tokens[at] === '|') continue;
      if (tokens[at] !== close) throw new Error(`pattern "${source}": "${open}" is not closed`);
      break;
    }
    if (open === '[') split.to.push(steps.length);
    for (const jump of jumps) jump.to = steps.length;
    return open === '[' || choices.some((words) => words.length === 0) ? [] : [choices.flat()];
  };

  const needs = sequence(0);
  if (at < tokens.length) throw new Error(`pattern "${source}": "${tokens[at]}" closes nothing`);
  steps.push({ op: 'end' });
  needs.sort((left, right) => shortest(right) - shortest(left));
  return { source, steps, needs, begins: firstWords(steps, 0), weight };
}

/** Of what all has to be there the words that are the least likely to be there by chance; none for nothing. */
function rarest(needs: readonly string[][]): string[] {
  return needs.reduce<string[]>((best, words) => (shortest(words) > shortest(best) ? words : best), []);
}

function shortest(words: readonly string[]): number {
  return words.length === 0 ? 0 : Math.min(...words.map(({ length }) => length));
}

/** The words that a fit can begin with from a step on; null where it can begin with something else. */
function firstWords(steps: readonly Step[], pc: number): string[] | null {
  const step = steps[pc];
  if (step?.op === 'word') return [step.word];
  if (step?.op === 'jump') return firstWords(steps, step.to);
  if (step?.op !== 'split') return null;
  const choices = step.to.map((to) => firstWords(steps, to));
  return choices.some((words) => words === null) ? null : choices.flatMap((words) => words ?? []);
}

function mayFit({ needs }: Pattern, subject: Subject): boolean {
  return needs.every((words) => words.some((word) => subject.holds(word)));
}

/** The first place of the message, from `from` on, where the pattern fits. */
export function find(pattern: Pattern, subject: Subject, context: ReadContext, from = 0): Match | null {
  if (!mayFit(pattern, subject)) return null;
  const walk = new Walk(pattern, subject, context);
  const { begins } = pattern;
  const first = pattern.steps[0];
  for (let at = subject.afterGap(from); at < subject.text.length;) {
    if (first?.op === 'word') {
      const next = subject.folded.indexOf(first.word, at);
      if (next < 0) return null;
      at = next;
    }
    const tried =
      subject.begins(at) && (begins === null || begins.some((word) => subject.folded.startsWith(word, at)));
    const match = tried ? walk.from(at) : null;
    if (match !== null) return match;
    at = first?.op === 'word' ? at + 1 : nextStart(subject, at);
  }
  return null;
}

/** Tells of a place whether one of the patterns begins there. */
export function startsIn(
  patterns: readonly Pattern[],
  subject: Subject,
  context: ReadContext,
): (at: number) => boolean {
  // Once for the whole text, and not at every place.
  const possible = patterns.filter((pattern) => mayFit(pattern, subject));
  return (at) =>
    possible.some((pattern) => new Walk(pattern, subject, context).from(subject.afterGap(at)) !== null);
}

/** The next word, or the next change from letters to digits: amounts are glued to what stands before them. */
function nextStart(subject: Subject, at: number): number {
  const end = subject.wordEnd(at);
  for (let next = at + 1; next < end; next += 1) {
    if (kind(subject.folded, next) !== kind(subject.folded, next - 1)) return next;
  }
  return subject.afterGap(end);
}

function kind(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57 ? 1 : code >= 97 && code <= 122 ? 2 : 3;
}

class Walk {
  readonly #failed = new Set<number>();
  readonly #steps: readonly Step[];
  readonly #subject: Subject;
  readonly #context: ReadContext;
  #captures: Capture[] = [];
  #end = 0;

  constructor({ steps }: Pattern, subject: Subject, context: ReadContext) {
    this.#steps = steps;
    this.#subject = subject;
    this.#context = context;
  }

  from(at: number): Match | null {
    this.#captures = [];
    return this.#go(0, at, false)
      ? { at, end: this.#end, captures: this.#captures.sort((left, right) => left.at - right.at) }
      : null;
  }

  /** `bound`: a text came before that may end here only if the pattern goes on. */
  #go(pc: number, at: number, bound: boolean): boolean {
    // Only where ways part can the same state be come to again and again; the rest is done before it is looked up.
    if (this.#steps[pc]?.op !== 'split') return this.#step(pc, at, bound);
    const key = (pc * (this.#subject.text.length + 1) + at) * 2 + (bound ? 1 : 0);
    if (this.#failed.has(key)) return false;
    if (this.#step(pc, at, bound)) return true;
    this.#failed.add(key);
    return false;
  }

  #step(pc: number, at: number, bound: boolean): boolean {
    const step = this.#steps[pc];
    if (step === undefined) return false;
    switch (step.op) {
      case 'end':
        this.#end = at;
        return !bound;
      case 'jump':
        return this.#go(step.to, at, bound);
      case 'split':
        return step.to.some((to) => this.#go(to, at, bound));
      case 'word': {
        const next = this.#subject.afterGap(at);
        return this.#subject.has(step.word, next) && this.#go(pc + 1, next + step.word.length, false);
      }
      case 'read':
        return this.#read(step.role, pc, at);
      case 'text':
        return this.#text(step, pc, at);
      case 'skip':
        return this.#skip(pc, at);
    }
  }

  #read(role: Role, pc: number, at: number): boolean {
    const reader = ROLES[role];
    if (typeof reader === 'string') return false;
    const read = reader(this.#subject, at, this.#context);
    if (read === null || !this.#go(pc + 1, read.end, false)) return false;
    this.#captures.push({ role, at: read.at, end: read.end, value: read.value, currency: read.currency });
    return true;
  }

  /** As few words as the rest of the pattern allows; a text at the pattern's end goes as far as it can. */
  #text(step: Extract<Step, { op: 'text' }>, pc: number, at: number): boolean {
    const subject = this.#subject;
    const start = subject.afterGap(at);
    const labelled = this.#steps[pc - 1]?.op !== 'read';
    if (start >= subject.text.length || subject.isDay(start)) return false;
    if (step.narration ? labelled && subject.isEmptyFrom(at, start) : subject.isLabel(start)) return false;
    let end = subject.wordEnd(start);
    const seen: number[] = [];
    for (;;) {
      const key = this.#textKey(pc, end);
      if (this.#failed.has(key)) break;
      seen.push(key);
      const stops = subject.stops(end, step.narration);
      if (this.#go(pc + 1, end, !stops)) {
        const value = subject.text.slice(start, end);
        this.#captures.push({ role: step.role, at: start, end, value, currency: null });
        return true;
      }
      const behind = stops && !step.narration ? subject.numberEnd(end) : null;
      if (behind !== null && this.#go(pc + 1, behind, false)) {
        this.#captures.push({
          role: step.role,
          at: start,
          end,
          value: subject.text.slice(start, end),
          currency: null,
        });
        return true;
      }
      if (stops || end >= subject.text.length) break;
      end = subject.wordEnd(end);
    }
    for (const key of seen) this.#failed.add(key);
    return false;
  }

  #skip(pc: number, at: number): boolean {
    const seen: number[] = [];
    for (let next = at; ; next = this.#subject.wordEnd(next)) {
      const key = this.#textKey(pc, next);
      if (this.#failed.has(key)) break;
      seen.push(key);
      if (this.#go(pc + 1, next, false)) return true;
      if (next >= this.#subject.text.length) break;
    }
    for (const key of seen) this.#failed.add(key);
    return false;
  }

  /** Below zero: states of a text under way, beside those of steps. */
  #textKey(pc: number, at: number): number {
    return -1 - (pc * (this.#subject.text.length + 1) + at);
  }
}
