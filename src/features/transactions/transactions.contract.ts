import { z } from 'zod';
import {
  CurrencyCode,
  GivenMinorUnits,
  Id,
  Instant,
  LocalDate,
  MinorUnits,
  PageQuery,
  pageOf,
} from '../../platform/http/wire.contract.ts';
import { CategoryKind } from '../categories/categories.contract.ts';

export const SplitView = z
  .strictObject({ id: Id, categoryId: Id.nullable(), amount: MinorUnits, note: z.string().nullable() })
  .meta({ id: 'Split' });

/** Why a row has its category, or what it looks like where it has none. */
export const CategoryReason = z
  .strictObject({
    by: z.enum(['person', 'rule', 'words', 'likeness']),
    text: z.string().nullable().meta({ description: 'The rule in a few words, or the word that told' }),
    ruleId: Id.nullable().meta({ description: 'The rule may be gone meanwhile' }),
    percent: z.int().nullable().meta({ description: 'How sure a likeness is' }),
  })
  .meta({ id: 'CategoryReason' });
export type CategoryReason = z.infer<typeof CategoryReason>;

/** A category that a row without one could have: never given in silence. */
export const CategorySuggestion = z
  .strictObject({ categoryId: Id, text: z.string().nullable(), percent: z.int() })
  .meta({ id: 'CategorySuggestion' });
export type CategorySuggestion = z.infer<typeof CategorySuggestion>;

export const TransactionView = z
  .strictObject({
    id: Id,
    accountId: Id,
    date: LocalDate,
    amount: MinorUnits.meta({ description: 'Signed minor units; negative: money out' }),
    currency: CurrencyCode,
    description: z.string(),
    counterparty: z.string().nullable(),
    categoryId: Id.nullable(),
    categoryBy: z.enum(['person', 'rule']).nullable(),
    categoryReason: CategoryReason.nullable(),
    suggestion: CategorySuggestion.nullable(),
    note: z.string().nullable(),
    source: z.enum(['typed', 'import']),
    importId: Id.nullable(),
    possibleDuplicate: z.boolean(),
    transferId: Id.nullable(),
    splits: z.array(SplitView),
    tagIds: z.array(Id),
    editedAt: Instant.nullable(),
    createdAt: Instant,
    version: z.int(),
  })
  .meta({ id: 'Transaction' });
export type TransactionView = z.infer<typeof TransactionView>;

export const ListedTransaction = TransactionView.extend({
  balanceAfter: MinorUnits.nullable().meta({
    description:
      'What the account held after this row, in the order of the list: where every row of one account is listed (of the filters only accountId, from and to) and a balance of it is known; else null',
  }),
}).meta({ id: 'ListedTransaction' });
export type ListedTransaction = z.infer<typeof ListedTransaction>;

export const TransactionPage = pageOf(ListedTransaction).meta({ id: 'TransactionPage' });
export type TransactionPage = z.infer<typeof TransactionPage>;

export const ListTransactions = PageQuery.extend({
  accountId: Id.optional(),
  categoryId: z.union([Id, z.literal('none')]).optional(),
  kind: CategoryKind.optional(),
  direction: z.enum(['in', 'out']).optional(),
  from: LocalDate.optional(),
  to: LocalDate.optional(),
  importId: Id.optional(),
  tagId: Id.optional(),
  counterpartyId: Id.optional(),
  q: z.string().trim().min(1).max(100).optional(),
});
export type ListTransactions = z.infer<typeof ListTransactions>;

const Amount = GivenMinorUnits.refine((amount) => amount !== 0, 'an amount of zero moves no money');
const Text = z.string().trim().max(500);

export const CreateTransaction = z
  .strictObject({
    accountId: Id,
    date: LocalDate,
    amount: Amount,
    description: Text.default(''),
    counterparty: z.string().trim().min(1).max(200).nullable().default(null),
    categoryId: Id.nullable().default(null),
    note: Text.nullable().default(null),
  })
  .meta({ id: 'CreateTransaction' });
export type CreateTransaction = z.infer<typeof CreateTransaction>;

/** A row that is not saved yet. */
export const PreviewTransaction = CreateTransaction.pick({
  accountId: true,
  amount: true,
  description: true,
  counterparty: true,
}).meta({ id: 'PreviewTransaction' });
export type PreviewTransaction = z.infer<typeof PreviewTransaction>;

export const TransactionPreview = TransactionView.pick({
  categoryId: true,
  categoryReason: true,
  suggestion: true,
}).meta({ id: 'TransactionPreview' });
export type TransactionPreview = z.infer<typeof TransactionPreview>;

export const UpdateTransaction = z
  .strictObject({
    accountId: Id.optional(),
    date: LocalDate.optional(),
    amount: Amount.optional(),
    description: Text.optional(),
    counterparty: z.string().trim().min(1).max(200).nullable().optional(),
    categoryId: Id.nullable().optional(),
    note: Text.nullable().optional(),
  })
  .meta({ id: 'UpdateTransaction' });
export type UpdateTransaction = z.infer<typeof UpdateTransaction>;

export const SetSplits = z
  .strictObject({
    splits: z
      .array(
        z.strictObject({
          categoryId: Id.nullable().default(null),
          amount: Amount,
          note: Text.nullable().default(null),
        }),
      )
      .max(50)
      .refine((splits) => splits.length !== 1, 'two parts or more, or none to make it whole again'),
  })
  .meta({ id: 'SetSplits' });
export type SetSplits = z.infer<typeof SetSplits>;

export const SetTags = z.strictObject({ tagIds: z.array(Id).max(50) }).meta({ id: 'SetTags' });
export type SetTags = z.infer<typeof SetTags>;

/** How many rows one request may change: what a person can still look over, and a transaction that stays short. */
export const BULK_MOST = 1000;

const Chosen = z.array(Id).min(1).max(BULK_MOST);

export const BulkEdit = z
  .strictObject({
    ids: Chosen,
    set: z
      .strictObject({
        categoryId: Id.nullable().optional(),
        counterparty: z.string().trim().min(1).max(200).nullable().optional(),
        note: Text.nullable().optional(),
        addTagIds: z.array(Id).max(50).optional(),
        removeTagIds: z.array(Id).max(50).optional(),
      })
      .refine((set) => Object.keys(set).length > 0, 'nothing to change'),
  })
  .meta({ id: 'BulkEdit' });
export type BulkEdit = z.infer<typeof BulkEdit>;

export const BulkEdited = z.strictObject({ changed: z.int() }).meta({ id: 'BulkEdited' });
export type BulkEdited = z.infer<typeof BulkEdited>;

export const BulkRemove = z.strictObject({ ids: Chosen }).meta({ id: 'BulkRemove' });
export type BulkRemove = z.infer<typeof BulkRemove>;

export const BulkRemoved = z.strictObject({ removed: z.int() }).meta({ id: 'BulkRemoved' });
export type BulkRemoved = z.infer<typeof BulkRemoved>;

/** The filters of the list without its pages. */
export const ChooseTransactions = ListTransactions.omit({ cursor: true, limit: true });
export type ChooseTransactions = z.infer<typeof ChooseTransactions>;

export const ChosenTransactions = z
  .strictObject({
    ids: z.array(Id).meta({ description: `Newest first; at most ${BULK_MOST}, as one request can change` }),
    total: z.int().meta({ description: 'How many match in all' }),
  })
  .meta({ id: 'ChosenTransactions' });
export type ChosenTransactions = z.infer<typeof ChosenTransactions>;

export const TransactionParams = z.strictObject({ purseId: Id, transactionId: Id });
