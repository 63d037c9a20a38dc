import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import { PdfFile } from './pdf-file.ts';
import { pdfOf } from './pages.ts';
import type { Run } from './pages.ts';

const A4 = { width: 595, height: 842 };
const FONT =
  '<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >>';
const HEAD = ['Date', 'Details', 'Paid out', 'Paid in', 'Balance'];

/** A small statement as runs of text. */
export function smallStatement(text = 'CEMENT'): Run[] {
  const rows = [
    HEAD,
    ['13/03/2026', text, '60.00', '', '940.00'],
    ['14/03/2026', 'FROM ADA', '', '200.00', '1,140.00'],
  ];
  return rows.flatMap((cells, line) =>
    cells.map((cell, at) => ({ text: cell, x: 40 + at * 110, y: 60 + line * 14, size: 8 })),
  );
}

/** A document of one page with this content, and whatever else `more` adds. */
function onePage(
  content: string | Buffer,
  {
    resources = FONT,
    catalog = '',
    page = '',
    filter = '',
  }: Partial<Record<'resources' | 'catalog' | 'page' | 'filter', string>> = {},
  more: (file: PdfFile) => void = () => undefined,
): Buffer {
  const file = new PdfFile();
  const root = file.add('');
  const tree = file.add('');
  const stream = file.add(filter, content);
  const leaf = file.add(
    `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 595 842] /Resources ${resources} /Contents ${stream} 0 R ${page} >>`,
  );
  file.set(tree, `<< /Type /Pages /Count 1 /Kids [${leaf} 0 R] >>`);
  more(file);
  file.set(root, `<< /Type /Catalog /Pages ${tree} 0 R ${catalog} >>`);
  return file.toBytes(root, { compress: filter === '' });
}

/** Megabytes of blanks in few bytes: compressed twice. */
function bomb(megabytes: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(1024 * 1024, 0x20), { finishFlush: constants.Z_FULL_FLUSH });
  const parts = Array.from({ length: megabytes }, () => block);
  return deflateSync(Buffer.concat([Buffer.from([0x78, 0x9c]), ...parts, deflateRawSync(Buffer.alloc(0))]));
}

/** Files made to hurt: what each is, and as what it ends: null where what is in it is read all the same. */
export const HOSTILE: Record<string, { make: () => Buffer; ends: string | null }> = {
  'broken off in the middle': {
    ends: 'unreadable',
    make: () => {
      const whole = pdfOf([smallStatement()], A4);
      return whole.subarray(0, whole.indexOf('/Contents'));
    },
  },
  'a cross-reference table that goes round in a circle': {
    ends: null,
    make: () => {
      const whole = pdfOf([smallStatement()], A4).toString('latin1');
      const at = /startxref\n(\d+)/.exec(whole)?.[1] ?? '0';
      return Buffer.from(whole.replace('/Root', `/Prev ${at} /Root`), 'latin1');
    },
  },
  'a tree of pages that contains itself': {
    ends: 'too-large',
    make: () => {
      const file = new PdfFile();
      const root = file.add('');
      const tree = file.add('');
      file.set(tree, `<< /Type /Pages /Count 1000000 /Kids [${tree} 0 R ${tree} 0 R] /Parent ${tree} 0 R >>`);
      file.set(root, `<< /Type /Catalog /Pages ${tree} 0 R >>`);
      return file.toBytes(root);
    },
  },
  'lists inside lists, a hundred thousand deep': {
    ends: 'no-text',
    make: () =>
      onePage(`${'['.repeat(100_000)}${']'.repeat(100_000)} TJ`, {}, (file) => {
        file.add(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
      }),
  },
  'a stream that unpacks to three gigabytes': {
    ends: 'too-large',
    make: () => onePage(bomb(3000), { filter: '/Filter [/FlateDecode /FlateDecode]' }),
  },
  'ten thousand pages': {
    ends: 'too-large',
    make: () =>
      pdfOf(
        Array.from({ length: 10_000 }, () => []),
        A4,
      ),
  },
  'scripts, programs to start, files inside and links': {
    ends: null,
    make: () => {
      const [rows] = [smallStatement()];
      const whole = pdfOf([rows], A4).toString('latin1');
      const actions =
        '/OpenAction << /S /JavaScript /JS (while \\(true\\) { app.alert\\("x"\\); }) >> /AA << /WC << /S /Launch /F (/bin/sh) >> >> ' +
        '/Names << /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec /F (a.exe) >>] >> >> /URI << /Base (http://127.0.0.1:9/) >>';
      return Buffer.from(whole.replace('/Type /Catalog', `/Type /Catalog ${actions}`), 'latin1');
    },
  },
  'a lock that nobody knows': {
    ends: 'unsupported-format',
    make: () => {
      const whole = pdfOf([smallStatement()], A4, { lock: { kind: 'aes-128', password: 'x' } }).toString(
        'latin1',
      );
      return Buffer.from(whole.replace('/Filter /Standard', '/Filter /NewLock.'), 'latin1');
    },
  },
  'ten megabytes of text on one page': {
    ends: 'too-large',
    make: () =>
      onePage(
        `BT /F1 8 Tf 40 800 Td ${'(0123456789 abcdefghij 0123456789 abcdefghij 012345) Tj\n'.repeat(200_000)} ET`,
      ),
  },
  'a form that draws itself': {
    ends: 'too-large',
    make: () =>
      onePage('/Me Do', { resources: '<< /XObject << /Me 5 0 R >> >>' }, (file) => {
        file.add(
          '/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /Me 5 0 R >> >>',
          '/Me Do /Me Do /Me Do',
        );
      }),
  },
  'forms that draw forms, ten times each, twelve deep': {
    ends: 'too-large',
    make: () =>
      onePage('/Next Do', { resources: '<< /XObject << /Next 5 0 R >> >>' }, (file) => {
        for (let depth = 0; depth < 12; depth += 1) {
          file.add(
            `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /Next ${6 + depth} 0 R >> >>`,
            '/Next Do '.repeat(10),
          );
        }
        file.add(
          `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources ${FONT}`,
          'BT /F1 8 Tf (deep) Tj ET',
        );
      }),
  },
  'numbers beyond all pages': {
    ends: 'no-header',
    make: () =>
      onePage(
        'BT /F1 1e30 Tf 1e30 0 0 1e30 1e38 -1e38 Tm (far away) Tj 0.0000001 0 0 0.0000001 0 0 Tm (tiny) Tj ET',
      ),
  },
  'texts over each other, and from right to left': {
    ends: null,
    make: () =>
      pdfOf(
        [
          [
            ...smallStatement(),
            ...smallStatement(),
            ...[0, 1, 2].map((at) => ({
              text: '\u05d0\u05d1\u05d2 \u0627\u0628',
              x: 40 + at,
              y: 300,
              size: 30,
              face: 'wide' as const,
            })),
          ],
        ],
        A4,
      ),
  },
};
