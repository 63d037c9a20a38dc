import { z } from 'zod';
import { CurrencyCode, Id, Instant, LocalDate, MinorUnits } from '../../platform/http/wire.contract.ts';
import { ChooseTransactions } from '../transactions/transactions.contract.ts';

/** Which rows of the list are taken: its filters. */
export const ExportList = ChooseTransactions;
export type ExportList = z.infer<typeof ExportList>;

export const ExportOfxParams = z.strictObject({ purseId: Id, accountId: Id });

const Text = z.string();

const ExportedAccount = z.strictObject({
  id: Id,
  name: Text,
  kind: Text,
  currency: CurrencyCode,
  institution: Text.nullable(),
  spendable: z.boolean(),
  identifierLast4: Text.nullable(),
  anchorOn: LocalDate.nullable(),
  anchorBalance: MinorUnits.nullable(),
  anchorSource: Text.nullable(),
  closedOn: LocalDate.nullable(),
  createdAt: Instant,
});

const ExportedTransaction = z.strictObject({
  id: Id,
  accountId: Id,
  date: LocalDate,
  valueDate: LocalDate.nullable(),
  amount: MinorUnits.meta({ description: 'Minor units (kobo, pesewas, cents); negative: money out' }),
  currency: CurrencyCode,
  description: Text,
  counterparty: Text.nullable(),
  categoryId: Id.nullable(),
  categoryBy: Text.nullable(),
  categoryWhy: z.unknown(),
  note: Text.nullable(),
  bankId: Text.nullable(),
  importId: Id.nullable(),
  statementId: Id.nullable(),
  possibleDuplicate: z.boolean(),
  transferId: Id.nullable(),
  editedAt: Instant.nullable(),
  createdAt: Instant,
  splits: z.array(
    z.strictObject({ id: Id, categoryId: Id.nullable(), amount: MinorUnits, note: Text.nullable() }),
  ),
  tags: z.array(Text),
});

const ExportedStatement = z.strictObject({
  id: Id,
  position: z.int(),
  accountId: Id.nullable(),
  skipped: z.boolean(),
  createsAccount: z.boolean(),
  setsAnchor: z.boolean(),
  identifierLast4: Text.nullable(),
  statedName: Text.nullable(),
  currency: CurrencyCode.nullable(),
  openingText: Text.nullable(),
  closingText: Text.nullable(),
  openingOn: LocalDate.nullable(),
  closingOn: LocalDate.nullable(),
  periodFrom: LocalDate.nullable(),
  periodTo: LocalDate.nullable(),
  opening: MinorUnits.nullable(),
  closing: MinorUnits.nullable(),
  movement: MinorUnits.nullable(),
  proofNote: Text.nullable(),
  proofAccepted: z.boolean(),
  rows: z.int(),
  newRows: z.int(),
  duplicateRows: z.int(),
  rejectedRows: z.int(),
  doubtfulRows: z.int(),
  newestFirst: z.boolean(),
  committed: z.boolean(),
});

const ExportedImport = z.strictObject({
  id: Id,
  fileName: Text,
  byteSize: z.int(),
  sha256: Text,
  status: Text,
  format: Text.nullable(),
  createdAt: Instant,
  committedAt: Instant.nullable(),
  undoneAt: Instant.nullable(),
  readByAi: z.strictObject({ model: Text, at: Instant, microDollars: z.int() }).nullable(),
  file: Text.nullable().meta({ description: 'Name of the original file in this archive' }),
  statements: z.array(ExportedStatement),
});

/** `data.json` of an export: everything of a purse. `schema.json` beside it is made of this. */
export const ExportedPurse = z
  .strictObject({
    format: z.literal('ikpa-purse'),
    version: z.literal(2),
    exportedAt: Instant,
    purse: z.strictObject({
      id: Id,
      name: Text,
      kind: Text,
      baseCurrency: CurrencyCode,
      country: Text,
      zone: Text,
      stated: z.unknown(),
      incomeRhythm: z.unknown(),
      buffer: MinorUnits,
      createdAt: Instant,
    }),
    members: z.array(z.strictObject({ userId: Id, role: Text, since: Instant })),
    accounts: z.array(ExportedAccount),
    categories: z.array(
      z.strictObject({
        id: Id,
        name: Text,
        kind: Text,
        key: Text.nullable(),
        icon: Text,
        position: z.int(),
        archived: z.boolean(),
      }),
    ),
    tags: z.array(z.strictObject({ id: Id, name: Text })),
    counterparties: z.array(z.strictObject({ id: Id, name: Text, formerNames: z.array(Text) })),
    rules: z.array(
      z.strictObject({
        id: Id,
        when: z.strictObject({
          counterparty: Text.nullable(),
          text: Text.nullable(),
          direction: Text.nullable(),
          accountId: Id.nullable(),
          currency: CurrencyCode.nullable(),
          amountMin: MinorUnits.nullable(),
          amountMax: MinorUnits.nullable(),
        }),
        set: z.strictObject({
          categoryId: Id.nullable(),
          counterparty: Text.nullable(),
          tagIds: z.array(Id),
        }),
        createdAt: Instant,
      }),
    ),
    exchangeRates: z.array(
      z.strictObject({ currency: CurrencyCode, on: LocalDate, rate: Text, source: Text }),
    ),
    declinedOffers: z.array(
      z.strictObject({ counterparty: Text, direction: z.enum(['in', 'out']), categoryId: Id }),
    ),
    tableProfiles: z.array(
      z.strictObject({
        id: Id,
        accountId: Id.nullable(),
        name: Text,
        fingerprint: Text,
        header: z.array(Text),
        mapping: z.unknown(),
        createdAt: Instant,
      }),
    ),
    ai: z.strictObject({
      consent: z.strictObject({ givenBy: Id, givenAt: Instant }).nullable(),
      usage: z.array(
        z.strictObject({
          id: Id,
          at: Instant,
          purpose: Text,
          model: Text,
          outcome: Text,
          inputTokens: z.int(),
          outputTokens: z.int(),
          microDollars: z.int(),
        }),
      ),
    }),
    imports: z.array(ExportedImport),
    transactions: z.array(ExportedTransaction),
    history: z.array(
      z.strictObject({
        id: Id,
        at: Instant,
        userId: Id.nullable(),
        action: Text,
        subject: Text,
        subjectId: Id,
        changes: z.unknown(),
      }),
    ),
  })
  .meta({ title: 'Everything of a purse of Ikpa' });
export type ExportedPurse = z.infer<typeof ExportedPurse>;

/** `manifest.json`: what the archive holds, to prove that nothing is missing or changed. */
export const ExportManifest = z.strictObject({
  format: z.literal('ikpa-export'),
  version: z.literal(1),
  exportedAt: Instant,
  files: z.array(z.strictObject({ name: Text, bytes: z.int(), sha256: Text, rows: z.int().nullable() })),
});
export type ExportManifest = z.infer<typeof ExportManifest>;
