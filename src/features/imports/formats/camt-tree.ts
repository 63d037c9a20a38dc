import { SaxesParser } from 'saxes';
import { Refusal } from './refusal.ts';
import type { ParseLimits } from './statement.ts';

/** One element of a message, with names freed from their prefix and text trimmed. */
export interface Element {
  name: string;
  text: string;
  currency: string | null;
  children: Element[];
  at: number;
  end: number;
  line: number;
}

const CHUNK = 65_536;

/**
 * Reads XML in chunks and hands over, bottom up, each element that `wanted` names by its path
 * ('Document/BkToCstmrStmt/Stmt/Ntry'); nothing else is kept, so memory is bounded by the largest such element.
 * `entered` is told of every element on the way. Refuses a DOCTYPE, deep nesting and overlong text.
 */
export function readXml(
  text: string,
  limits: ParseLimits,
  handlers: {
    entered: (name: string, depth: number) => void;
    wanted: (name: string, depth: number, parent: string) => boolean;
    complete: (element: Element) => void;
  },
): void {
  const parser = new SaxesParser({ fragment: false });
  const names: string[] = [];
  const building: Element[] = [];
  let textLength = 0;
  let lastAt = 0;

  parser.on('error', (error) => {
    const cut = /unclosed|unexpected end/i.test(error.message);
    throw new Refusal(
      cut ? 'truncated' : 'unreadable',
      cut
        ? 'The file breaks off before its end: an element is never closed. Download it again.'
        : `The file is not well-formed XML: ${error.message.replace(/^\d+:\d+:\s*/, '')}`,
      `line ${parser.line}`,
    );
  });
  parser.on('doctype', () => {
    throw new Refusal(
      'forbidden-doctype',
      'The file holds a DOCTYPE, which no bank statement needs and which can be used to attack the reader. It was not read.',
      `line ${parser.line}`,
    );
  });
  parser.on('opentag', (tag) => {
    const colon = tag.name.indexOf(':');
    const name = colon < 0 ? tag.name : tag.name.slice(colon + 1);
    const depth = names.length;
    const parent = names[depth - 1] ?? '';
    names.push(name);
    if (depth >= limits.maxDepth) {
      throw new Refusal(
        'too-deep',
        `The file nests elements more than ${limits.maxDepth} deep; no statement does.`,
        `line ${parser.line}`,
      );
    }
    handlers.entered(name, depth);
    const inner = building.at(-1);
    if (inner === undefined && !handlers.wanted(name, depth, parent)) return;
    const currency = tag.attributes['Ccy'];
    const at = text.lastIndexOf('<', parser.position - 1);
    const element: Element = {
      name,
      text: '',
      currency: typeof currency === 'string' ? currency : null,
      children: [],
      at,
      end: at,
      line: parser.line,
    };
    inner?.children.push(element);
    building.push(element);
    textLength = 0;
  });
  const addText = (value: string): void => {
    const element = building.at(-1);
    if (element === undefined) return;
    textLength += value.length;
    if (textLength > limits.maxFieldLength) {
      throw new Refusal(
        'field-too-long',
        `The element ${element.name} holds more than ${limits.maxFieldLength} characters of text.`,
        `line ${parser.line}`,
      );
    }
    if (element.children.length === 0) element.text += value;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    names.pop();
    textLength = 0;
    const element = building.pop();
    if (element === undefined) return;
    element.text = element.children.length > 0 ? '' : element.text.trim();
    element.end = parser.position;
    if (building.length === 0) handlers.complete(element);
  });

  for (; lastAt < text.length; lastAt += CHUNK) parser.write(text.slice(lastAt, lastAt + CHUNK));
  parser.close();
}

/** The first element below `element` along the given names. */
export function at(element: Element | undefined, ...path: string[]): Element | undefined {
  let found = element;
  for (const name of path) found = found === undefined ? undefined : childOf(found, name);
  return found;
}

/** The non-empty text there, else null. */
export function textAt(element: Element | undefined, ...path: string[]): string | null {
  const found = at(element, ...path);
  return found === undefined || found.text === '' ? null : found.text;
}

/** All elements below `element` with the last name, along the given names, in file order. */
export function allAt(element: Element, ...path: string[]): Element[] {
  let found = [element];
  for (const name of path) {
    const below: Element[] = [];
    for (const one of found) {
      for (const child of one.children) if (child.name === name) below.push(child);
    }
    found = below;
  }
  return found;
}

function childOf(element: Element, name: string): Element | undefined {
  for (const child of element.children) if (child.name === name) return child;
  return undefined;
}
