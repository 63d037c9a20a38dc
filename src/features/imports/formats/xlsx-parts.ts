import { Refusal } from './refusal.ts';
import { builtInKind, kindOfFormat } from './sheet-cell.ts';
import type { NumberKind } from './sheet-cell.ts';
import { plainSheetName } from './sheet-rows.ts';
import type { ParseLimits } from './statement.ts';
import { attributeOf, readXmlPart } from './xml-part.ts';
import type { PackedFile } from '../../../platform/zip/zip-reader.ts';

export interface XlsxSheet {
  name: string;
  hidden: boolean;
  part: PackedFile;
}

export interface XlsxWorkbook {
  sheets: XlsxSheet[];
  from1904: boolean;
  strings: string[];
  /** By the number of a cell's style. */
  kinds: NumberKind[];
}

const MOST_SHEETS = 200;
/** Excel itself makes no more. */
const MOST_STYLES = 65_490;
/** With a cell for each of so many, a workbook is as large as may be unpacked. */
const MOST_TEXTS = 1_000_000;

/** What the cells of all sheets of a workbook refer to. */
export function readXlsxWorkbook(files: readonly PackedFile[], limits: ParseLimits): XlsxWorkbook {
  const book = files.find(({ path }) => isWorkbookPart(path));
  if (book === undefined) throw damaged('the list of its sheets');
  const folder = book.path.slice(0, book.path.lastIndexOf('/') + 1);
  const targets = readTargets(files, folder, limits);
  const { listed, from1904 } = readList(book, limits);
  const sheets: XlsxSheet[] = [];
  for (const { name, hidden, id } of listed) {
    const target = targets.get(id);
    // Charts and dialogues have sheets of their own, without cells.
    if (target === undefined || !target.type.endsWith('/worksheet')) continue;
    const part = files.find(({ path }) => path.toLowerCase() === target.path.toLowerCase());
    if (part === undefined) throw damaged(`the sheet ${name}`);
    sheets.push({ name, hidden, part });
  }
  const partOf = (type: string): PackedFile | undefined => {
    const target = [...targets.values()].find((one) => one.type.endsWith(`/${type}`));
    return files.find(({ path }) => path.toLowerCase() === target?.path.toLowerCase());
  };
  const [strings, styles] = [partOf('sharedStrings'), partOf('styles')];
  return {
    sheets,
    from1904,
    strings: strings === undefined ? [] : readStrings(strings, limits),
    kinds: styles === undefined ? [] : readKinds(styles, limits),
  };
}

/** Is this the part that lists the sheets of a workbook? */
export function isWorkbookPart(path: string): boolean {
  return /^(?:xl\/)?workbook\.xml$/i.test(path);
}

function readTargets(
  files: readonly PackedFile[],
  folder: string,
  limits: ParseLimits,
): Map<string, { path: string; type: string }> {
  const found = new Map<string, { path: string; type: string }>();
  const rels = files.find(({ path }) => /(?:^|\/)_rels\/workbook\.xml\.rels$/i.test(path));
  if (rels === undefined) throw damaged('the places of its sheets');
  readXmlPart(rels.unpack(), rels.path, limits, {
    open: (name, attributes) => {
      if (name !== 'Relationship' || attributeOf(attributes, 'TargetMode') === 'External') return;
      const target = attributeOf(attributes, 'Target') ?? '';
      found.set(attributeOf(attributes, 'Id') ?? '', {
        path: target.startsWith('/') ? target.slice(1) : `${folder}${target.replace(/^\.\//, '')}`,
        type: attributeOf(attributes, 'Type') ?? '',
      });
    },
    text: () => undefined,
    close: () => undefined,
  });
  return found;
}

function readList(
  book: PackedFile,
  limits: ParseLimits,
): { listed: { name: string; hidden: boolean; id: string }[]; from1904: boolean } {
  const listed: { name: string; hidden: boolean; id: string }[] = [];
  let from1904 = false;
  readXmlPart(book.unpack(), book.path, limits, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/i.test(attributeOf(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      if (listed.length === MOST_SHEETS) {
        throw new Refusal(
          'too-large',
          `The workbook has more than ${MOST_SHEETS} sheets. Send the statement alone.`,
        );
      }
      listed.push({
        name: plainSheetName(attributeOf(attributes, 'name') ?? ''),
        hidden: /hidden/i.test(attributeOf(attributes, 'state') ?? ''),
        // Not `sheetId`: only `r:id` says where the sheet is.
        id: Object.entries(attributes).find(([key]) => key === 'id' || /:id$/.test(key))?.[1] ?? '',
      });
    },
    text: () => undefined,
    close: () => undefined,
  });
  return { listed, from1904 };
}

/** Texts that cells name by their number; how Japanese is pronounced (rPh) is no part of them. */
function readStrings(part: PackedFile, limits: ParseLimits): string[] {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let aside = 0;
  readXmlPart(part.unpack(), part.path, limits, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') aside += 1;
      inText = name === 't' && aside === 0;
    },
    text: (value) => {
      if (inText) text += value;
    },
    close: (name) => {
      inText = false;
      if (name === 'rPh') aside -= 1;
      if (name !== 'si') return;
      if (strings.length === MOST_TEXTS) throw tooMany('texts', MOST_TEXTS, part);
      strings.push(unescaped(text));
    },
  });
  return strings;
}

function readKinds(part: PackedFile, limits: ParseLimits): NumberKind[] {
  const kinds: NumberKind[] = [];
  const own = new Map<number, NumberKind>();
  let inCells = false;
  readXmlPart(part.unpack(), part.path, limits, {
    open: (name, attributes) => {
      const id = Number(attributeOf(attributes, 'numFmtId') ?? 0);
      if (name === 'numFmt') own.set(id, kindOfFormat(attributeOf(attributes, 'formatCode') ?? ''));
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      if (kinds.length === MOST_STYLES) throw tooMany('styles', MOST_STYLES, part);
      kinds.push(own.get(id) ?? builtInKind(id));
    },
    text: () => undefined,
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return kinds;
}

function tooMany(what: string, most: number, part: PackedFile): Refusal {
  return new Refusal(
    'too-large',
    `The workbook has more than ${most} ${what}. Send the statement alone.`,
    part.path,
  );
}

/** Characters that XML cannot hold are written as _x000D_. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => {
    const character = String.fromCharCode(Number.parseInt(code, 16));
    return /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(character) ? '' : character;
  });
}

export function damaged(what: string): Refusal {
  return new Refusal(
    'unreadable',
    `The workbook is damaged or broken off: ${what} is missing. Save it again and send it.`,
  );
}
