import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { Refusal } from './refusal.ts';
import type { ParseLimits } from './statement.ts';

const CHUNK = 65_536;
/** Longer than any cell of a sheet can be. */
const LONGEST_TEXT = 100_000;

export interface XmlHandlers {
  /** Names without their prefix. */
  open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  text: (value: string) => void;
  close: (name: string) => void;
}

/** Reads one XML part of a workbook in chunks. A DOCTYPE, deep nesting and endless text are refused. */
export function readXmlPart(
  bytes: Uint8Array,
  part: string,
  limits: ParseLimits,
  handlers: XmlHandlers,
): void {
  const parser = new SaxesParser({ xmlns: false as const, fragment: false, position: false });
  let depth = 0;
  let letters = 0;
  parser.on('error', (error) => {
    throw new Refusal(
      'unreadable',
      `The workbook is damaged: ${error.message.replace(/^(?:undefined|\d+):(?:undefined|\d+):\s*/, '').slice(0, 200)}. Save it again and send it.`,
      part,
    );
  });
  parser.on('doctype', () => {
    throw new Refusal(
      'forbidden-doctype',
      'The file holds a DOCTYPE, which no workbook needs and which can be used to attack the reader. It was not read.',
      part,
    );
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    letters = 0;
    if (depth > limits.maxDepth) {
      throw new Refusal(
        'too-deep',
        `The file nests elements more than ${limits.maxDepth} deep; no workbook does.`,
        part,
      );
    }
    handlers.open(bare(name), attributes);
  });
  const text = (value: string): void => {
    letters += value.length;
    if (letters > LONGEST_TEXT) {
      throw new Refusal('field-too-long', `A value holds more than ${LONGEST_TEXT} characters.`, part);
    }
    handlers.text(value);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    handlers.close(bare(name));
  });
  const decoder = new TextDecoder(encodingOf(bytes));
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parser.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }));
  }
  parser.write(decoder.decode());
  parser.close();
}

/** The value of an attribute, whatever prefix its name has. */
export function attributeOf(attributes: Readonly<Record<string, string>>, name: string): string | null {
  const own = attributes[name];
  if (own !== undefined) return own;
  for (const key in attributes) if (key.endsWith(name) && bare(key) === name) return attributes[key] ?? null;
  return null;
}

function bare(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}
