// Writes the PDFs of the layouts and the expected.json beside them: node test/corpus/pdf/make.ts
import { writeFileSync } from 'node:fs';
import { PDF_CORPUS, pdfCorpus } from '../../support/pdf/corpus.ts';

const files = pdfCorpus();
for (const { name, bytes } of files) writeFileSync(new URL(name, PDF_CORPUS), bytes);
const expected = Object.fromEntries(files.map(({ name, expected: one }) => [name, one]));
writeFileSync(new URL('expected.json', PDF_CORPUS), `${JSON.stringify(expected, null, 2)}\n`);
