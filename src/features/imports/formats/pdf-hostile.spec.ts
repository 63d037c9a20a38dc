import { describe, expect, it } from '@jest/globals';
import { HOSTILE } from '../../../../test/support/pdf/hostile.ts';
import { PdfMemoryLimit, startPdfium } from '../../../platform/pdf/pdfium.ts';
import { readPdf } from '../../../platform/pdf/read-pdf.ts';
import { readStatementFile } from './read-file.ts';

describe('a PDF made to hurt', () => {
  it.each(Object.entries(HOSTILE))(
    '%s',
    async (_, { make, ends }) => {
      const { error, rowCount } = await readStatementFile(make(), { country: 'NG' });
      expect([error?.code ?? null, error === null ? rowCount : 0]).toEqual([ends, ends === null ? 2 : 0]);
      if (error !== null) expect(error.why).toMatch(/^The PDF .+\.$/s);
    },
    60_000,
  );
});

describe('the memory of a PDF', () => {
  it('ends where it is said to end', async () => {
    const limit = 64 * 1024 * 1024;
    const pdfium = await startPdfium(limit);
    expect(() => pdfium.place(new Uint8Array(limit))).toThrow(PdfMemoryLimit);
    expect(pdfium.view().byteLength).toBeLessThanOrEqual(limit);
  });

  it('is not reached by a file that asks for too much of it, whose problem says so', async () => {
    const bomb = HOSTILE['a stream that unpacks to three gigabytes']?.make() ?? Buffer.alloc(0);
    const limits = { memoryBytes: 64 * 1024 * 1024, pages: 10, letters: 1000, milliseconds: 60_000 };
    await expect(readPdf(bomb, null, limits)).rejects.toMatchObject({ code: 'too-much-memory' });
  });

  it('and its time are counted from page to page', async () => {
    const pages = HOSTILE['ten thousand pages']?.make() ?? Buffer.alloc(0);
    const limits = { memoryBytes: 96 * 1024 * 1024, pages: 10_000, letters: 1000, milliseconds: 0 };
    await expect(readPdf(pages, null, limits)).rejects.toMatchObject({ code: 'too-slow' });
  });
});
