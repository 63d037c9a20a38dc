import type { ParseLimits } from './statement.ts';
import { forEachLine } from './text-lines.ts';

/** One field of a SWIFT message: ':61:' and all lines up to the next field. */
export interface Tag {
  name: string;
  lines: string[];
  /** 1-based line of the file. */
  line: number;
  /** Characters of all lines together; more than the limit's are counted, not kept. */
  length: number;
  /** Position of the field and of what follows it in the whole text. */
  at: number;
  end: number;
}

export interface TagHandler {
  tag(tag: Tag): void;
  /** The message is over: what follows without ':20:' belongs to no account that is known. */
  ended(): void;
  /** A block header such as '{2:O942BANKDEFFXXXXN}'. */
  header(text: string): void;
}

const NAMES = '13D?|2[01]|25P?|28C?|34F|60[FM]|61|62[FM]|64|65|86|90[CD]|NS';
const TAG = new RegExp(`^:(${NAMES}):`);
/** A few lines of an envelope may stand before the first field. */
const START = new RegExp(
  `^(?:[^\\r\\n]{0,200}(?:\\r\\n?|\\n)){0,8}(?:\\{[^\\r\\n]{0,200}\\{4:[ \\t]*)?:(?:${NAMES}):`,
);
const HEADER = /^(?:-\}|\{[1-5S]:)/;

/** Does a text begin like MT940 or MT942, with or without the SWIFT blocks around it? */
export function isMt940(head: string): boolean {
  return START.test(head) || /^\{1:[^\r\n]{0,200}\{2:[IO]94[02]/.test(head);
}

/**
 * Splits a file into fields. A line that only looks like a field (':26:37') continues the one above, and a field
 * name that was broken over two lines is put together again.
 */
export function readTags(text: string, limits: ParseLimits, handler: TagHandler): void {
  let open: Tag | null = null;
  let half: { text: string; at: number; line: number } | null = null;
  /** Where a dash stands that may end the message. */
  let ending: number | null = null;

  const close = (at: number): void => {
    if (open === null) return;
    open.end = at;
    handler.tag(open);
    open = null;
  };
  const end = (at: number): void => {
    close(ending ?? at);
    ending = null;
    handler.ended();
  };
  const add = (tag: Tag, line: string): void => {
    tag.length += line.length + 1;
    if (tag.length <= limits.maxFieldLength) tag.lines.push(line);
  };
  const take = (line: string, at: number, number: number): void => {
    if (HEADER.test(line)) {
      end(at);
      const block = line.lastIndexOf('{4:');
      handler.header(block < 0 ? line : line.slice(0, block));
      if (block >= 0 && line.length > block + 3) take(line.slice(block + 3), at + block + 3, number);
      return;
    }
    const name = TAG.exec(line)?.[1];
    if (name !== undefined) {
      if (ending !== null) end(at);
      else close(at);
      open = { name, lines: [], line: number, length: 0, at, end: at };
      add(open, line.slice(name.length + 2));
      return;
    }
    const plain = line.length > 2 ? line : line.replace(/[\u0001-\u001f]/g, '').trim();
    // Only what follows tells whether a lone dash ends the message or is a part of a text.
    if (plain === '-') {
      ending ??= at;
      return;
    }
    if (open === null) return;
    if (ending !== null && plain !== '') {
      ending = null;
      add(open, '-');
    }
    if (ending === null) add(open, line);
  };

  forEachLine(text, (line, at, number) => {
    if (half !== null) {
      const whole = half.text + line;
      const before = half;
      half = null;
      if (TAG.test(whole)) {
        take(whole, before.at, before.line);
        return;
      }
      take(before.text, before.at, before.line);
    }
    if (/^:[0-9A-Z]{0,3}$/.test(line)) half = { text: line, at, line: number };
    else take(line, at, number);
  });
  const last = half as { text: string; at: number; line: number } | null;
  if (last !== null) take(last.text, last.at, last.line);
  end(text.length);
}
