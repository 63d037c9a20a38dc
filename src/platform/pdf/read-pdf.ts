import type { Pdfium } from './pdfium.ts';
import { PdfMemoryLimit, PdfiumStopped, startPdfium } from './pdfium.ts';
import { wordsOf } from './words.ts';
import type { Glyph, PdfWord } from './words.ts';

export interface PdfPage {
  /** From 1, as readers of PDF show it. */
  number: number;
  words: PdfWord[];
  /** The page shows a picture: text may be in it that nobody can read here. */
  hasPicture: boolean;
}

export interface PdfText {
  pages: PdfPage[];
}

export interface PdfLimits {
  memoryBytes: number;
  pages: number;
  letters: number;
  milliseconds: number;
}

export type PdfProblemCode =
  | 'password-needed'
  | 'wrong-password'
  | 'unknown-lock'
  | 'damaged'
  | 'too-many-pages'
  | 'too-many-letters'
  | 'too-slow'
  | 'too-much-memory';

/** Why a PDF cannot be read; `measured` is the number of pages where there are too many. */
export class PdfProblem extends Error {
  readonly code: PdfProblemCode;
  readonly measured: number | null;

  constructor(code: PdfProblemCode, measured: number | null = null) {
    super(code);
    this.name = 'PdfProblem';
    this.code = code;
    this.measured = measured;
  }
}

const WRONG_PASSWORD = 4;
const UNKNOWN_SECURITY = 5;
const PICTURE = 3;
/** As many of a page's objects are looked at for a picture. */
const MOST_OBJECTS = 20_000;

/**
 * The words of a PDF with their places, page by page. Scripts, links, forms and files inside it are never looked at.
 * Throws PdfProblem. A single page that never ends is for the caller's own limit of time to stop.
 */
export async function readPdf(
  bytes: Uint8Array,
  password: string | null,
  limits: PdfLimits,
): Promise<PdfText> {
  const until = performance.now() + limits.milliseconds;
  try {
    const pdfium = await startPdfium(limits.memoryBytes);
    const document = open(pdfium, bytes, password);
    const count = pdfium.call('FPDF_GetPageCount', document);
    if (count > limits.pages) throw new PdfProblem('too-many-pages', count);
    const pages: PdfPage[] = [];
    let letters = 0;
    for (let index = 0; index < count; index += 1) {
      if (performance.now() > until) throw new PdfProblem('too-slow', index);
      const page = readPage(pdfium, document, index, limits.letters - letters);
      letters += page.letters;
      pages.push({ number: index + 1, words: page.words, hasPicture: page.hasPicture });
    }
    return { pages };
  } catch (error) {
    if (error instanceof PdfMemoryLimit) throw new PdfProblem('too-much-memory');
    if (error instanceof PdfiumStopped) throw new PdfProblem('damaged');
    throw error;
  }
}

function open(pdfium: Pdfium, bytes: Uint8Array, password: string | null): number {
  const file = pdfium.place(bytes);
  const secret = new TextEncoder().encode(`${password ?? ''}\0`);
  const given = pdfium.place(secret);
  const document = pdfium.call('FPDF_LoadMemDocument', file, bytes.byteLength, given);
  new Uint8Array(pdfium.view().buffer, given, secret.byteLength).fill(0);
  secret.fill(0);
  if (document !== 0) return document;
  const error = pdfium.call('FPDF_GetLastError');
  if (error === WRONG_PASSWORD)
    throw new PdfProblem(password === null ? 'password-needed' : 'wrong-password');
  throw new PdfProblem(error === UNKNOWN_SECURITY ? 'unknown-lock' : 'damaged');
}

function readPage(
  pdfium: Pdfium,
  document: number,
  index: number,
  mostLetters: number,
): { words: PdfWord[]; letters: number; hasPicture: boolean } {
  const page = pdfium.call('FPDF_LoadPage', document, index);
  if (page === 0) throw new PdfProblem('damaged', index + 1);
  const text = pdfium.call('FPDFText_LoadPage', page);
  if (text === 0) throw new PdfProblem('damaged', index + 1);
  const letters = pdfium.call('FPDFText_CountChars', text);
  if (letters > mostLetters) throw new PdfProblem('too-many-letters');
  const words = wordsOf(glyphsOf(pdfium, text, letters));
  const hasPicture = showsPicture(pdfium, page);
  pdfium.call('FPDFText_ClosePage', text);
  pdfium.call('FPDF_ClosePage', page);
  return { words, letters, hasPicture };
}

function showsPicture(pdfium: Pdfium, page: number): boolean {
  const count = Math.min(pdfium.call('FPDFPage_CountObjects', page), MOST_OBJECTS);
  for (let at = 0; at < count; at += 1) {
    const object = pdfium.call('FPDFPage_GetObject', page, at);
    if (pdfium.call('FPDFPageObj_GetType', object) === PICTURE) return true;
  }
  return false;
}

function glyphsOf(pdfium: Pdfium, text: number, count: number): Glyph[] {
  const glyphs: Glyph[] = [];
  // Two doubles for the origin, then four floats for the box.
  const room = pdfium.place(new Uint8Array(32));
  for (let at = 0; at < count; at += 1) {
    const letter = letterAt(pdfium, text, at);
    if (letter === null) continue;
    if (pdfium.call('FPDFText_GetCharOrigin', text, at, room, room + 8) === 0) continue;
    if (pdfium.call('FPDFText_GetLooseCharBox', text, at, room + 16) === 0) continue;
    const view = pdfium.view();
    const [left, top, right, bottom] = [16, 20, 24, 28].map((to) => view.getFloat32(room + to, true));
    glyphs.push({
      letter,
      x: view.getFloat64(room, true),
      y: view.getFloat64(room + 8, true),
      left: left ?? 0,
      right: right ?? 0,
      top: top ?? 0,
      bottom: bottom ?? 0,
      angle: pdfium.call('FPDFText_GetCharAngle', text, at),
    });
  }
  pdfium.call('free', room);
  return glyphs;
}

/** What PDFium adds of its own (spaces, line ends) is left out: the places say more. */
function letterAt(pdfium: Pdfium, text: number, at: number): string | null {
  const code = pdfium.call('FPDFText_GetUnicode', text, at);
  if (code < 33 || code === 0xfffe) {
    if (pdfium.call('FPDFText_IsGenerated', text, at) === 1) return null;
    if (pdfium.call('FPDFText_IsHyphen', text, at) === 1) return '-';
    if (code > 0 && code < 32) return null;
  }
  if (code === 0 || code === 0xfffe || pdfium.call('FPDFText_HasUnicodeMapError', text, at) === 1)
    return '\ufffd';
  return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code);
}
