import { readdirSync, readFileSync } from 'node:fs';
import type { ExpectedFile } from '../../../src/features/imports/formats/conformance.ts';
import { expectedOf } from './expected.ts';
import { statementPdf } from './statement-pdf.ts';
import type { StatementLayout } from './statement-layout.ts';

export const PDF_CORPUS = new URL('../../corpus/pdf/', import.meta.url);

export interface CorpusFile {
  name: string;
  layout: StatementLayout;
  bytes: Buffer;
  expected: ExpectedFile;
}

/** Every layout of the corpus as a PDF with what is to be read of it. */
export function pdfCorpus(): CorpusFile[] {
  const folder = new URL('layouts/', PDF_CORPUS);
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const layout = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as StatementLayout;
      const name = file.replace(/\.json$/, '.pdf');
      return { name, layout, bytes: statementPdf(layout), expected: expectedOf(layout) };
    });
}
