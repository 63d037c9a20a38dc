import { PdfProblem, readPdf } from '../../../platform/pdf/read-pdf.ts';
import type { PdfLimits, PdfProblemCode, PdfText } from '../../../platform/pdf/read-pdf.ts';
import { Refusal } from './refusal.ts';
import type { FileError, FileErrorCode } from './statement.ts';
import { isZip } from '../../../platform/zip/zip-reader.ts';

const LIMITS: PdfLimits = {
  memoryBytes: 96 * 1024 * 1024,
  pages: 1000,
  letters: 2_000_000,
  milliseconds: 8000,
};

const SHORTER = 'Ask for the statement of a shorter period, or as CSV or Excel.';

const REFUSALS: Record<PdfProblemCode, [code: FileErrorCode, why: string]> = {
  'password-needed': ['password-needed', 'The PDF is locked. Type its password to have it read.'],
  'wrong-password': ['wrong-password', 'That password does not open the PDF.'],
  'unknown-lock': [
    'unsupported-format',
    'The PDF is locked in a way that no password opens here. Save it without the lock, or ask for the statement as CSV or Excel.',
  ],
  damaged: ['unreadable', 'The PDF is damaged or breaks off. Download it again.'],
  'too-many-pages': ['too-large', `The PDF has more than ${LIMITS.pages} pages. ${SHORTER}`],
  'too-many-letters': ['too-large', `The PDF holds more text than any statement does. ${SHORTER}`],
  'too-slow': ['too-large', `The PDF takes too long to read. ${SHORTER}`],
  'too-much-memory': ['too-large', `The PDF unpacks to more than is read. ${SHORTER}`],
};

/** A PDF that ran out of time or memory. */
export const TOO_SLOW: FileError = refusalOf('too-slow');

/** A PDF by its first bytes; some programs write a few of their own before them. */
export function isPdf(bytes: Uint8Array): boolean {
  if (isZip(bytes)) return false;
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024)).includes('%PDF-');
}

/** The words of a PDF; a password that is given is used for this and kept nowhere. Throws Refusal. */
export async function openPdf(bytes: Uint8Array, password: string | null): Promise<PdfText> {
  try {
    return await readPdf(bytes, password, LIMITS);
  } catch (error) {
    if (!(error instanceof PdfProblem)) throw error;
    const { code, why } = refusalOf(error.code);
    throw new Refusal(code, why);
  }
}

function refusalOf(problem: PdfProblemCode): FileError {
  const [code, why] = REFUSALS[problem];
  return { code, why };
}
