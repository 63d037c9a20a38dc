import { tellCategory } from '../../domain/category-why.ts';
import { categoryIds, sameFiles, withFiles } from './imports.queries.ts';
import type { PurseContext } from '../../platform/database/purse-context.ts';
import { mayAiHelp } from './ai-offer.ts';
import { ImportStatement } from './import-statement.entity.ts';
import type { Import } from './import.entity.ts';
import type { ImportRowView, ImportStatementView, ImportView } from './imports.contract.ts';
import type { FileRow } from './formats/row-block.ts';
import type { RowMark } from './staging/row-mark.ts';

/**
 * Imports with their statements, in the order given.
 *
 * @param mayAsk whether the AI may be asked about this purse; wondered only where it might help
 */
export async function importViews(
  purse: PurseContext,
  imports: readonly Import[],
  mayAsk: () => Promise<boolean>,
): Promise<ImportView[]> {
  const ids = imports.map((one) => one.id);
  const statements = await purse.em.find(
    ImportStatement,
    { purseId: purse.purseId, importId: { $in: ids } },
    { orderBy: { importId: 'asc', position: 'asc' } },
  );
  const earlier = await sameFiles(purse, ids);
  const kept = await withFiles(purse, ids);
  const ownOf = ({ id }: Import) => statements.filter(({ importId }) => importId === id);
  const helped = new Set(imports.filter((one) => kept.has(one.id) && mayAiHelp(one, ownOf(one))));
  const offers = helped.size > 0 && (await mayAsk());
  return imports.map((one) =>
    view(one, ownOf(one), {
      sameFileAs: earlier.get(one.id) ?? null,
      hasFile: kept.has(one.id),
      offered: offers && helped.has(one),
    }),
  );
}

/** Rows of blocks as people see them. */
export async function rowViews(
  purse: PurseContext,
  statements: readonly ImportStatement[],
  rows: readonly { statementId: string; row: FileRow; mark: RowMark | null }[],
  currencies: ReadonlyMap<string, string>,
): Promise<ImportRowView[]> {
  const known = await categoryIds(purse);
  return rows.map(({ statementId, row, mark }) => {
    const statement = statements.find((candidate) => candidate.id === statementId);
    const currency =
      (typeof statement?.accountId === 'string' ? currencies.get(statement.accountId) : null) ??
      row.currency ??
      statement?.currency ??
      null;
    return {
      statementId,
      index: row.index,
      where: row.where,
      raw: row.raw,
      date: row.date,
      amount: mark?.amount ?? null,
      amountText: row.amount,
      currency,
      description: row.description,
      counterparty: row.counterparty,
      reference: row.reference,
      verdict: mark?.verdict ?? (row.code === null ? 'new' : 'rejected'),
      reason: mark?.reason ?? row.why,
      code: row.code,
      doubt: mark?.doubt ?? null,
      matches: mark?.matches ?? null,
      ...sortedView(mark, known),
    };
  });
}

/** What a row is sorted into, as far as the purse still has it. */
function sortedView(
  mark: RowMark | null,
  known: ReadonlySet<string>,
): Pick<ImportRowView, 'categoryId' | 'categoryReason' | 'suggestion' | 'named' | 'tagIds'> {
  const given = mark?.categoryId ?? null;
  const categoryId = given !== null && known.has(given) ? given : null;
  const { categoryReason, suggestion } = tellCategory(categoryId, 'rule', mark?.why ?? null);
  return {
    categoryId,
    categoryReason,
    suggestion: suggestion !== null && known.has(suggestion.categoryId) ? suggestion : null,
    named: mark?.named ?? null,
    tagIds: [...(mark?.tagIds ?? [])],
  };
}

function view(
  one: Import,
  statements: readonly ImportStatement[],
  { offered, ...file }: Pick<ImportView, 'sameFileAs' | 'hasFile'> & { offered: boolean },
): ImportView {
  const views = statements.map(statementView);
  const counted = views.filter((statement) => !statement.skipped).map((statement) => statement.counts);
  const total = (key: 'rows' | 'new' | 'duplicate' | 'rejected' | 'doubtful') =>
    counted.reduce((sum, counts) => sum + counts[key], 0);
  return {
    id: one.id,
    fileName: one.fileName,
    byteSize: one.byteSize,
    status: one.status,
    format: one.format ?? null,
    encoding: one.encoding ?? null,
    dialect: one.dialect == null ? null : { ...one.dialect, source: one.dialect.source ?? 'inferred' },
    mapped: one.mappings != null,
    statements: views,
    counts: {
      rows: total('rows'),
      new: total('new'),
      duplicate: total('duplicate'),
      rejected: total('rejected'),
      doubtful: total('doubtful'),
    },
    problem: one.problem ?? null,
    ai: { offered, reading: one.aiReading != null, receipt: one.aiReceipt ?? null },
    undo: typeof one.removedRows === 'number' ? { removed: one.removedRows, kept: one.keptRows ?? [] } : null,
    ...file,
    createdAt: one.createdAt.toISOString(),
    committedAt: one.committedAt?.toISOString() ?? null,
    undoneAt: one.undoneAt?.toISOString() ?? null,
    version: one.version,
  };
}

function statementView(statement: ImportStatement): ImportStatementView {
  return {
    id: statement.id,
    position: statement.position,
    fileName: statement.fileName ?? null,
    statedAccount: typeof statement.identifierLast4 === 'string' ? `•••• ${statement.identifierLast4}` : null,
    statedName: statement.statedName ?? null,
    currency: statement.currency ?? null,
    periodFrom: statement.periodFrom ?? null,
    periodTo: statement.periodTo ?? null,
    accountId: statement.accountId ?? null,
    skipped: statement.skipped,
    counts: {
      rows: statement.rows,
      new: statement.newRows,
      duplicate: statement.duplicateRows,
      rejected: statement.rejectedRows,
      doubtful: statement.doubtfulRows,
    },
    proof: statement.proof(),
    proofAccepted: statement.proofAccepted,
  };
}
