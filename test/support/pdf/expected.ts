import type { ExpectedFile } from '../../../src/features/imports/formats/conformance.ts';
import { canonicalDecimal } from '../../../src/features/imports/formats/decimal.ts';
import type { Role, StatementLayout } from './statement-layout.ts';

/** What the product's readers are to make of the PDF. */
export function expectedOf(layout: StatementLayout): ExpectedFile {
  const has = (role: Role) => layout.columns.some((column) => column.role === role);
  const statements = layout.sections.map(({ account, name, period, currency, opening, closing, rows }) => ({
    account,
    accountName: name,
    periodFrom: period?.[0] ?? null,
    periodTo: period?.[1] ?? null,
    currency,
    opening: plain(opening),
    closing: plain(closing),
    transactions: (layout.newestFirst === true ? rows.toReversed() : rows)
      .filter(({ rejected }) => rejected === undefined)
      .map((row) => ({
        date: row.date,
        valueDate: has('valueDate') ? (row.valueDate ?? row.date) : null,
        amount: plain(row.amount),
        currency,
        reference: has('reference') ? (row.reference ?? null) : null,
        counterparty: has('counterparty') ? (row.counterparty ?? null) : null,
        description: row.description,
      })),
  }));
  const codes = layout.sections.flatMap(({ rows, rejectedAround }) => [
    ...(rejectedAround?.before ?? []),
    ...rows.flatMap(({ rejected }) => rejected ?? []),
    ...(rejectedAround?.after ?? []),
  ]);
  return {
    format: 'pdf',
    rows: statements.reduce((sum, one) => sum + one.transactions.length, codes.length),
    hint: {
      country: layout.country,
      ...(layout.lock === undefined || layout.lock.password === '' ? {} : { password: layout.lock.password }),
    },
    statements,
    rejected: codes.map((code) => ({ where: '', code, why: '' })),
    error: null,
  };
}

function plain(amount: string | null): string | null {
  return amount === null ? null : canonicalDecimal(amount);
}
