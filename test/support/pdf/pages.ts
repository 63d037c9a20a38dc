import { PdfFile } from './pdf-file.ts';
import type { PdfWriting } from './pdf-file.ts';

export type Face = 'sans' | 'bold' | 'fixed' | 'wide';

/** A run of text on a page; x and y in points from the top left corner as the page is looked at. */
export interface Run {
  text: string;
  x: number;
  y: number;
  size: number;
  face?: Face;
  /** Where x is on the run. */
  align?: 'left' | 'right' | 'center';
}

export interface PageSetting {
  width: number;
  height: number;
  /** Quarter turns clockwise that a reader gives the page; the text is written so that it then stands upright. */
  rotate?: 0 | 90 | 180 | 270;
  /** How runs are written: whole, word by word, letter by letter, or whole with kerning between letters. */
  write?: 'run' | 'word' | 'letter' | 'kerned';
}

/** Widths of Helvetica in thousandths, from the space on. */
const HELVETICA =
  '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584'
    .split(' ')
    .map(Number);

const FACES: Record<Face, string> = { sans: 'F1', bold: 'F2', fixed: 'F3', wide: 'F4' };

export function widthOf({ text, size, face = 'sans' }: Pick<Run, 'text' | 'size' | 'face'>): number {
  return [...text].reduce((sum, letter) => sum + letterWidth(letter, face), 0) * size;
}

function letterWidth(letter: string, face: Face): number {
  if (face === 'fixed' || face === 'wide') return 0.6;
  return (HELVETICA[letter.charCodeAt(0) - 32] ?? 556) / 1000;
}

/** A PDF of these pages. */
export function pdfOf(
  pages: readonly (readonly Run[])[],
  setting: PageSetting,
  { picturesOn = [], ...writing }: PdfWriting & { picturesOn?: readonly number[] } = {},
): Buffer {
  const file = new PdfFile();
  const root = file.add('');
  const tree = file.add('');
  const resources = fonts(file);
  const kids = pages.map((runs, at) => {
    const picture = picturesOn.includes(at) ? 'q 500 0 0 700 40 60 cm /Im Do Q\n' : '';
    const content = file.add('', picture + contentOf(runs, setting));
    const turned = setting.rotate === 90 || setting.rotate === 270;
    const box = turned ? [setting.height, setting.width] : [setting.width, setting.height];
    return file.add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${box.join(' ')}] /Rotate ${setting.rotate ?? 0} /Resources ${resources} 0 R /Contents ${content} 0 R >>`,
    );
  });
  file.set(
    tree,
    `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`,
  );
  file.set(root, `<< /Type /Catalog /Pages ${tree} 0 R >>`);
  return file.toBytes(root, writing);
}

function fonts(file: PdfFile): number {
  const simple = (name: string) =>
    file.add(`<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`);
  const [sans, bold, fixed] = [simple('Helvetica'), simple('Helvetica-Bold'), simple('Courier')];
  const map = file.add(
    '',
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Wide def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfrange <0000> <00FF> <0000> <2000> <20FF> <2000> endbfrange endcmap end end',
  );
  const descendant = file.add(
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Wide /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 600 >>'.replaceAll(
      /\((\w+)\)/g,
      (_, text: string) => `<${Buffer.from(text).toString('hex')}>`,
    ),
  );
  const wide = file.add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /Wide /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${map} 0 R >>`,
  );
  const picture = file.add(
    '/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8',
    Buffer.from([0, 255, 255, 0]),
  );
  return file.add(
    `<< /XObject << /Im ${picture} 0 R >> /Font << /F1 ${sans} 0 R /F2 ${bold} 0 R /F3 ${fixed} 0 R /F4 ${wide} 0 R >> >>`,
  );
}

function contentOf(runs: readonly Run[], setting: PageSetting): string {
  return runs.flatMap((run) => drawn(run, setting)).join('\n');
}

function drawn(run: Run, setting: PageSetting): string[] {
  const { size, face = 'sans', align = 'left' } = run;
  const width = widthOf(run);
  const from = align === 'left' ? run.x : align === 'right' ? run.x - width : run.x - width / 2;
  return partsOf(run.text, setting.write ?? 'run').map(({ text, before }) => {
    const x = from + widthOf({ text: before, size, face });
    const shown = setting.write === 'kerned' ? kerned(text, face) : `${coded(text, face)} Tj`;
    return `BT /${FACES[face]} ${size} Tf ${matrixAt(x, run.y, setting)} Tm ${shown} ET`;
  });
}

function partsOf(text: string, write: NonNullable<PageSetting['write']>): { text: string; before: string }[] {
  if (write === 'run' || write === 'kerned') return [{ text, before: '' }];
  const pattern = write === 'word' ? /\S+/g : /\S/gu;
  return [...text.matchAll(pattern)].map((found) => ({ text: found[0], before: text.slice(0, found.index) }));
}

/** Turns what stands upright for the reader into the page's own axes. */
function matrixAt(x: number, y: number, { width, height, rotate = 0 }: PageSetting): string {
  const at = (value: number) => value.toFixed(2);
  switch (rotate) {
    case 90:
      return `0 1 -1 0 ${at(y)} ${at(x)}`;
    case 180:
      return `-1 0 0 -1 ${at(width - x)} ${at(y)}`;
    case 270:
      return `0 -1 1 0 ${at(height - y)} ${at(width - x)}`;
    case 0:
      return `1 0 0 1 ${at(x)} ${at(height - y)}`;
  }
}

function coded(text: string, face: Face): string {
  if (face === 'wide') {
    const bytes = Buffer.from(text, 'utf16le').swap16();
    return `<${bytes.toString('hex')}>`;
  }
  return `<${Buffer.from(text, 'latin1').toString('hex')}>`;
}

function kerned(text: string, face: Face): string {
  const letters = [...text].map((letter, at) => `${coded(letter, face)} ${at % 2 === 0 ? 12 : -12}`);
  return `[${letters.join(' ')}] TJ`;
}
