import { z } from 'zod';
import {
  CurrencyCode,
  Id,
  Instant,
  LocalDate,
  MinorUnits,
  PageQuery,
  pageOf,
} from '../../platform/http/wire.contract.ts';
import { CategoryReason, CategorySuggestion } from '../transactions/transactions.contract.ts';
import { CreateAccount } from '../accounts/accounts.contract.ts';

export const ImportStatus = z
  .enum(['uploaded', 'reading', 'locked', 'ready', 'committing', 'committed', 'undoing', 'undone', 'failed'])
  .meta({
    id: 'ImportStatus',
    description: 'locked: a PDF, or one in an archive, whose password is asked for (`…/unlock`)',
  });
export type ImportStatus = z.infer<typeof ImportStatus>;

export const RowVerdict = z.enum(['new', 'duplicate', 'rejected']).meta({ id: 'RowVerdict' });
export type RowVerdict = z.infer<typeof RowVerdict>;

const Counts = z.strictObject({
  rows: z.int(),
  new: z.int(),
  duplicate: z.int(),
  rejected: z.int(),
  doubtful: z.int().meta({ description: 'New rows that look like one already there: kept and marked' }),
});

/** Whether the statement's own figures agree: opening + rows = closing. */
export const BalanceProof = z
  .strictObject({
    state: z.enum(['proved', 'off', 'not-stated']),
    opening: MinorUnits.nullable(),
    sum: MinorUnits,
    closing: MinorUnits.nullable(),
    difference: MinorUnits.nullable(),
    note: z.string().nullable().meta({ description: 'The first place where the running balance parts' }),
  })
  .meta({ id: 'BalanceProof' });

export const ImportStatementView = z
  .strictObject({
    id: Id,
    position: z.int(),
    fileName: z.string().nullable().meta({ description: 'Its file in a ZIP archive' }),
    statedAccount: z
      .string()
      .nullable()
      .meta({ description: 'As the file names it, all but the last four hidden' }),
    statedName: z.string().nullable(),
    currency: CurrencyCode.nullable(),
    periodFrom: LocalDate.nullable(),
    periodTo: LocalDate.nullable(),
    accountId: Id.nullable(),
    skipped: z.boolean(),
    counts: Counts,
    proof: BalanceProof.nullable().meta({
      description: 'null until the statement has an account or a currency',
    }),
    proofAccepted: z.boolean().meta({
      description: 'A person takes its rows over although its balances do not come out',
    }),
  })
  .meta({ id: 'ImportStatement' });
export type ImportStatementView = z.infer<typeof ImportStatementView>;

export const ImportView = z
  .strictObject({
    id: Id,
    fileName: z.string(),
    byteSize: z.int(),
    status: ImportStatus,
    format: z.string().nullable(),
    encoding: z.string().nullable(),
    dialect: z
      .strictObject({
        delimiter: z.string(),
        headerLine: z.int().nullable(),
        dateOrder: z.string(),
        dateOrderWhy: z.string(),
        columns: z.array(z.strictObject({ name: z.string(), role: z.string().nullable() })),
        source: z.enum(['inferred', 'given', 'remembered']).meta({
          description: 'Who says what the columns mean: the file, a person now, or a person earlier',
        }),
      })
      .nullable(),
    statements: z.array(ImportStatementView),
    counts: Counts,
    problem: z
      .strictObject({ code: z.string(), detail: z.string(), where: z.string().nullable() })
      .nullable(),
    ai: z
      .strictObject({
        offered: z.boolean().meta({
          description: 'The AI may read this PDF better, and may be asked (`…/ai-reading`)',
        }),
        reading: z.boolean(),
        receipt: z
          .strictObject({
            model: z.string(),
            at: Instant,
            microDollars: z.int().meta({ description: 'What it cost, in millionths of a US dollar' }),
          })
          .nullable()
          .meta({ description: 'null: no AI had a part in what was read' }),
      })
      .meta({ id: 'ImportAi' }),
    undo: z
      .strictObject({
        removed: z.int(),
        kept: z.array(
          z.strictObject({
            transactionId: Id,
            date: LocalDate,
            amount: MinorUnits,
            currency: CurrencyCode,
            description: z.string(),
          }),
        ),
      })
      .nullable(),
    mapped: z.boolean().meta({ description: 'Whether a person said how tables of this file are to be read' }),
    hasFile: z.boolean().meta({ description: 'Whether the file is still kept as it was given' }),
    sameFileAs: Id.nullable().meta({ description: 'An earlier committed import of the very same bytes' }),
    createdAt: Instant,
    committedAt: Instant.nullable(),
    undoneAt: Instant.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Import' });
export type ImportView = z.infer<typeof ImportView>;

export const ImportPage = pageOf(ImportView).meta({ id: 'ImportPage' });
export type ImportPage = z.infer<typeof ImportPage>;

export const ImportRowView = z
  .strictObject({
    statementId: Id,
    index: z.int(),
    where: z.string(),
    raw: z.string(),
    date: LocalDate.nullable(),
    amount: MinorUnits.nullable(),
    amountText: z.string().nullable(),
    currency: CurrencyCode.nullable(),
    description: z.string(),
    counterparty: z.string().nullable(),
    reference: z.string().nullable(),
    verdict: RowVerdict,
    reason: z.string().nullable(),
    code: z.string().nullable().meta({
      description: 'Why the file itself rules the row out, as a word that stays: no-day, no-payment, …',
    }),
    doubt: z.string().nullable(),
    matches: Id.nullable().meta({
      description: 'The transaction that a duplicate or doubtful row looks like',
    }),
    categoryId: Id.nullable(),
    categoryReason: CategoryReason.nullable(),
    suggestion: CategorySuggestion.nullable(),
    named: z.string().nullable().meta({ description: 'The name that a rule gives instead' }),
    tagIds: z.array(Id).meta({ description: 'Tags that rules add' }),
  })
  .meta({ id: 'ImportRow' });
export type ImportRowView = z.infer<typeof ImportRowView>;

export const ImportRowPage = pageOf(ImportRowView).meta({ id: 'ImportRowPage' });
export type ImportRowPage = z.infer<typeof ImportRowPage>;

export const ListImports = PageQuery;
export type ListImports = z.infer<typeof ListImports>;

export const ListImportRows = PageQuery.extend({
  statementId: Id.optional(),
  verdict: RowVerdict.optional(),
  from: z.coerce.number().int().min(0).max(100_000_000).optional().meta({
    description:
      'How many of the rows that are asked for lie before the page, instead of a cursor: a list that jumps',
  }),
}).refine((query) => query.from === undefined || query.cursor === undefined, {
  path: ['from'],
  message: 'give from or cursor, not both',
});
export type ListImportRows = z.infer<typeof ListImportRows>;

const MOST_LETTERS = 200_000;
const MOST_MESSAGES = 1000;

/** Messages of banks and wallets: as one pasted text, or one by one as a program has them. */
export const GiveMessages = z
  .strictObject({
    text: z
      .string()
      .min(1)
      .max(MOST_LETTERS)
      .optional()
      .meta({ description: 'Any number of messages, with or without lines that say who sent them and when' }),
    messages: z
      .array(
        z.strictObject({
          text: z.string().min(1).max(5000),
          sender: z.string().max(60).optional(),
          receivedAt: z.iso.datetime({ offset: true }).optional(),
        }),
      )
      .min(1)
      .max(MOST_MESSAGES)
      .optional(),
    day: LocalDate.optional().meta({ description: 'The day of messages that name none' }),
    commit: z.boolean().optional().meta({
      description:
        'Take the rows over at once where every account is known, nothing is doubtful and the balances come out',
    }),
  })
  .refine(({ text, messages }) => (text === undefined) !== (messages === undefined), {
    message: 'Give either a text or a list of messages.',
    path: ['text'],
  })
  .meta({ id: 'GiveMessages' });
export type GiveMessages = z.infer<typeof GiveMessages>;

/** Opens a locked PDF. The password is used once and kept nowhere. */
export const UnlockImport = z
  .strictObject({ password: z.string().min(1).max(127).meta({ format: 'password', writeOnly: true }) })
  .meta({ id: 'UnlockImport' });
export type UnlockImport = z.infer<typeof UnlockImport>;

/** Where a statement's rows go, by exactly one of the first three, or that its balances need not come out. */
export const DecideStatement = z
  .union([
    z.strictObject({ accountId: Id }),
    z.strictObject({ newAccount: CreateAccount }),
    z.strictObject({ skip: z.literal(true) }),
    z.strictObject({ acceptProof: z.boolean() }),
  ])
  .meta({ id: 'DecideStatement' });
export type DecideStatement = z.infer<typeof DecideStatement>;

/** One event of the stream `…/imports/{importId}/events`. */
export const ImportProgress = z
  .strictObject({ importId: Id, status: ImportStatus, done: z.int(), total: z.int().nullable() })
  .meta({ id: 'ImportProgress' });
export type ImportProgress = z.infer<typeof ImportProgress>;

export const ImportParams = z.strictObject({ purseId: Id, importId: Id });
export const ImportStatementParams = z.strictObject({ purseId: Id, importId: Id, statementId: Id });
