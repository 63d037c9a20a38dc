import { addDecimals, negateDecimal } from '../../../src/features/imports/formats/decimal.ts';
import { pdfOf, widthOf } from './pages.ts';
import type { Face, Run } from './pages.ts';
import { shownDate, shownMoney } from './shown.ts';
import type { Column, Placed, Row, Section, StatementLayout } from './statement-layout.ts';

interface Page {
  runs: Run[];
  y: number;
}

export function statementPdf(layout: StatementLayout): Buffer {
  const pages: Page[] = [];
  for (const section of layout.sections) drawSection(layout, section, pages);
  const filled = pages.map(({ runs }, at) =>
    runs.map((run) => ({
      ...run,
      text: run.text.replace('{page}', `${at + 1}`).replace('{pages}', `${pages.length}`),
    })),
  );
  return pdfOf(filled, layout.page, {
    ...(layout.lock === undefined ? {} : { lock: layout.lock }),
    packed: layout.packed ?? false,
  });
}

function drawSection(layout: StatementLayout, section: Section, pages: Page[]): void {
  const perPage = layout.rowsPerPage ?? Number.POSITIVE_INFINITY;
  let page = newPage(layout, pages);
  for (const line of section.above) drawLine(layout, page, line);
  drawHeader(layout, page);
  const rows = balanced(layout, section);
  let balance = section.from ?? section.opening ?? '0.00';
  let onPage = 0;
  for (const [at, row] of rows.entries()) {
    if (onPage >= perPage) {
      endPage(layout, page, balance, rows.slice(at - onPage, at));
      page = newPage(layout, pages);
      if (layout.headerOnce !== true) drawHeader(layout, page);
      if (layout.brought !== undefined) drawCarry(layout, page, layout.brought, balance);
      onPage = 0;
    }
    balance = row.after;
    drawRow(layout, page, row, balance);
    onPage += 1;
  }
  if (layout.pageTotal !== undefined) drawTotal(layout, page, layout.pageTotal, rows.slice(-onPage));
  page.y += layout.lead;
  for (const line of section.below ?? []) drawLine(layout, page, line);
  drawBottom(layout, page);
}

/** The rows as they stand in the file, each with the balance after it. */
function balanced(layout: StatementLayout, section: Section): (Row & { after: string })[] {
  let after = section.from ?? section.opening ?? '0.00';
  const rows = section.rows.map((row) => {
    after = row.after ?? addDecimals(after, row.amount);
    return { ...row, after };
  });
  return layout.newestFirst === true ? rows.toReversed() : rows;
}

function newPage(layout: StatementLayout, pages: Page[]): Page {
  const page: Page = { runs: [], y: 40 };
  pages.push(page);
  for (const line of layout.top ?? []) drawLine(layout, page, line);
  return page;
}

function endPage(layout: StatementLayout, page: Page, balance: string, rows: Row[]): void {
  if (layout.pageTotal !== undefined) drawTotal(layout, page, layout.pageTotal, rows);
  if (layout.carried !== undefined) drawCarry(layout, page, layout.carried, balance);
  drawBottom(layout, page);
}

function drawBottom(layout: StatementLayout, page: Page): void {
  const lines = layout.bottom ?? [];
  const y = page.y;
  page.y = layout.page.height - 30 - lines.length * layout.lead * 1.6;
  for (const line of lines) drawLine(layout, page, line);
  page.y = y;
}

function drawLine(layout: StatementLayout, page: Page, line: Placed[]): void {
  page.y += layout.lead * 1.6;
  for (const { x, text, align, size = layout.size, face = layout.face } of line)
    page.runs.push(run({ x, y: page.y, text, size }, align, face));
}

function drawHeader(layout: StatementLayout, page: Page): void {
  page.y += layout.lead;
  const height = Math.max(...layout.columns.map(({ title }) => title.length));
  for (const { title, x, align, titleX = x, titleAlign = align } of layout.columns) {
    const skip = height - title.length;
    for (const [at, text] of title.entries()) {
      const y = page.y + (at + skip / 2 + 1) * layout.lead;
      page.runs.push(run({ x: titleX, y, text, size: layout.size }, titleAlign, layout.face ?? 'bold'));
    }
  }
  page.y += height * layout.lead + layout.rowGap;
}

function drawRow(layout: StatementLayout, page: Page, row: Row, balance: string): void {
  const texts = layout.columns.map((column) =>
    wrapped(layout, column, textFor(layout, column, row, balance)),
  );
  const height = Math.max(...texts.map((lines) => lines.length));
  for (const [i, lines] of texts.entries()) {
    const column = layout.columns[i];
    if (column === undefined) continue;
    const skip = layout.middle === true ? (height - lines.length) / 2 : 0;
    for (const [at, text] of lines.entries()) {
      const y = page.y + (at + skip + 1) * layout.lead;
      page.runs.push(run({ x: column.x, y, text, size: layout.size }, column.align, layout.face));
    }
  }
  page.y += height * layout.lead + layout.rowGap;
}

function textFor(layout: StatementLayout, { role }: Column, row: Row, balance: string): string {
  const { money, dates } = layout;
  const out = row.amount.startsWith('-');
  const bare = out ? negateDecimal(row.amount) : row.amount;
  switch (role) {
    case 'date':
      return row.shownDate ?? shownDate(row.date, dates);
    case 'valueDate':
      return shownDate(row.valueDate ?? row.date, dates);
    case 'debit':
      return out ? shownMoney(money.minusOut === true ? row.amount : bare, money) : (money.blank ?? '');
    case 'credit':
      return out ? (money.blank ?? '') : shownMoney(bare, money);
    case 'amount':
      return shownMoney(row.amount, money);
    case 'balance':
      return shownMoney(balance, money);
    case 'direction':
      return out ? 'DR' : 'CR';
    case 'status':
      return row.status ?? 'Completed';
    case 'description':
      return row.description;
    case 'reference':
      return row.reference ?? '';
    case 'counterparty':
      return row.counterparty ?? '';
    case 'ignored':
      return row.ignored ?? '';
  }
}

function drawCarry(layout: StatementLayout, page: Page, name: string, balance: string): void {
  const y = page.y + layout.lead;
  for (const { role, x, align } of layout.columns) {
    if (role === 'description')
      page.runs.push(run({ x, y, text: name, size: layout.size }, align, layout.face));
    if (role === 'balance')
      page.runs.push(
        run({ x, y, text: shownMoney(balance, layout.money), size: layout.size }, align, layout.face),
      );
  }
  page.y = y + layout.rowGap;
}

function drawTotal(layout: StatementLayout, page: Page, name: string, rows: Row[]): void {
  const y = page.y + layout.lead;
  const sum = (keep: (amount: string) => boolean) =>
    rows
      .filter(({ amount }) => keep(amount))
      .reduce((total, { amount }) => addDecimals(total, amount), '0.00');
  const [out, into] = [sum((one) => one.startsWith('-')), sum((one) => !one.startsWith('-'))];
  for (const { role, x, align } of layout.columns) {
    const text =
      role === 'description'
        ? name
        : role === 'debit'
          ? shownMoney(negateDecimal(out), layout.money)
          : role === 'credit'
            ? shownMoney(into, layout.money)
            : null;
    if (text !== null) page.runs.push(run({ x, y, text, size: layout.size }, align, layout.face));
  }
  page.y = y + layout.rowGap;
}

function wrapped({ size, face }: StatementLayout, { width }: Column, text: string): string[] {
  if (width === undefined) return [text];
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (
      lines.length > 0 &&
      widthOf({ text: longer.trim(), size, ...(face === undefined ? {} : { face }) }) <= width
    )
      lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function run(given: Pick<Run, 'x' | 'y' | 'text' | 'size'>, align?: Run['align'], face?: Face): Run {
  return { ...given, ...(align === undefined ? {} : { align }), ...(face === undefined ? {} : { face }) };
}
