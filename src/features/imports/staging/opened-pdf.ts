import { gunzipSync, gzipSync } from 'node:zlib';
import type { PdfText } from '../../../platform/pdf/read-pdf.ts';

/** The words of a PDF as they are kept and handed between threads: compressed, places to a hundredth of a point. */
export function packPdf({ pages }: PdfText): Uint8Array {
  const rounded = pages.map(({ number, hasPicture, words }) => ({
    number,
    hasPicture,
    words: words.map(({ text, x, right, y, size }) => [text, ...[x, right, y, size].map(hundredths)]),
  }));
  return gzipSync(JSON.stringify(rounded), { level: 1 });
}

export function unpackPdf(bytes: Uint8Array): PdfText {
  const pages = JSON.parse(gunzipSync(bytes).toString()) as {
    number: number;
    hasPicture: boolean;
    words: [string, number, number, number, number][];
  }[];
  return {
    pages: pages.map(({ number, hasPicture, words }) => ({
      number,
      hasPicture,
      words: words.map(([text, x, right, y, size]) => ({ text, x, right, y, size })),
    })),
  };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
