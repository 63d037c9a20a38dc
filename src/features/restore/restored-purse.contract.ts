import { z } from 'zod';
import { isZone } from '../../domain/calendar.ts';
import { isCurrency } from '../../domain/money.ts';
import {
  CurrencyCode,
  GivenMinorUnits,
  Id,
  Instant,
  LocalDate,
  UNSTORABLE,
} from '../../platform/http/wire.contract.ts';
import { AccountKind } from '../accounts/accounts.contract.ts';
import { CategoryKind } from '../categories/categories.contract.ts';
import { TableMapping } from '../imports/tables.contract.ts';
import { Country, IncomeRhythm, StatedFigures } from '../purses/purses.contract.ts';
import { MOST_RULES, RuleSet, RuleWhen } from '../rules/rules.contract.ts';

// What `data.json` of an export may hold to be taken in: the bounds that people and files have when they give the same.

const text = (most: number) =>
  z
    .string()
    .max(most)
    .refine((given) => !UNSTORABLE.test(given), 'holds what no text can hold');

const Words = text(20_000);
const Name = text(200).refine((name) => name.trim() !== '', 'must not be empty');
const Currency = CurrencyCode.refine(isCurrency, 'a currency that is known');
const Count = z.int().min(0).max(100_000_000);
const Units = GivenMinorUnits.nullable();
const Day = LocalDate.nullable();

const RestoredAccount = z
  .strictObject({
    id: Id,
    name: Name,
    kind: AccountKind,
    currency: Currency,
    institution: Name.nullable(),
    spendable: z.boolean(),
    identifierLast4: text(8).nullable(),
    anchorOn: Day,
    anchorBalance: Units,
    anchorSource: z.enum(['typed', 'statement']).nullable(),
    closedOn: Day,
    createdAt: Instant,
  })
  .refine(
    ({ anchorOn, anchorBalance, anchorSource }) =>
      (anchorOn === null) === (anchorBalance === null) && (anchorOn === null) === (anchorSource === null),
    'a stated balance has a day, an amount and a source, or none of them',
  );

const RestoredStatement = z.strictObject({
  id: Id,
  position: Count,
  accountId: Id.nullable(),
  skipped: z.boolean(),
  createsAccount: z.boolean(),
  setsAnchor: z.boolean(),
  identifierLast4: text(8).nullable(),
  statedName: Words.nullable(),
  currency: Currency.nullable(),
  openingText: Words.nullable(),
  closingText: Words.nullable(),
  openingOn: Day,
  closingOn: Day,
  periodFrom: Day,
  periodTo: Day,
  opening: Units,
  closing: Units,
  movement: z.int().nullable(),
  proofNote: Words.nullable(),
  proofAccepted: z.boolean().default(false),
  rows: Count,
  newRows: Count,
  duplicateRows: Count,
  rejectedRows: Count,
  doubtfulRows: Count,
  newestFirst: z.boolean(),
  committed: z.boolean(),
});

const RestoredImport = z.strictObject({
  id: Id,
  fileName: Name,
  byteSize: z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  status: text(40),
  format: text(40).nullable(),
  createdAt: Instant,
  committedAt: Instant.nullable(),
  undoneAt: Instant.nullable(),
  readByAi: z
    .strictObject({ model: text(100), at: Instant, microDollars: GivenMinorUnits.min(0) })
    .nullable()
    .default(null),
  file: text(400).nullable(),
  statements: z.array(RestoredStatement).max(1000),
});

/** The first line of `data.json`: everything but transactions and history. */
export const RestoredHead = z.strictObject({
  format: z.literal('ikpa-purse'),
  version: z.literal(2),
  exportedAt: Instant,
  purse: z.strictObject({
    id: Id,
    name: Name,
    kind: z.enum(['personal', 'shared']),
    baseCurrency: Currency,
    country: Country,
    zone: text(64).refine(isZone, 'an IANA time zone such as Africa/Lagos'),
    stated: StatedFigures.nullable(),
    incomeRhythm: IncomeRhythm.nullable(),
    buffer: GivenMinorUnits.min(0),
    createdAt: Instant,
  }),
  members: z
    .array(z.unknown())
    .max(10_000)
    .meta({ description: 'Whoever takes the purse in is its owner; the others are invited again' }),
  accounts: z.array(RestoredAccount).max(5_000),
  categories: z
    .array(
      z.strictObject({
        id: Id,
        name: Name,
        kind: CategoryKind,
        key: text(60).nullable(),
        icon: z.string().regex(/^[a-z0-9-]{1,40}$/),
        position: Count,
        archived: z.boolean(),
      }),
    )
    .max(5_000),
  tags: z.array(z.strictObject({ id: Id, name: Name })).max(20_000),
  counterparties: z
    .array(z.strictObject({ id: Id, name: Name, formerNames: z.array(Name).max(10_000) }))
    .max(500_000),
  rules: z
    .array(z.strictObject({ id: Id, when: RuleWhen, set: RuleSet, createdAt: Instant }))
    .max(MOST_RULES),
  exchangeRates: z
    .array(
      z.strictObject({
        currency: Currency,
        on: LocalDate,
        rate: z.string().regex(/^(?=.*[1-9])\d{1,10}\.\d{1,10}$/, 'a rate above zero'),
        source: text(100),
      }),
    )
    .max(200_000),
  declinedOffers: z
    .array(z.strictObject({ counterparty: Name, direction: z.enum(['in', 'out']), categoryId: Id }))
    .max(100_000),
  tableProfiles: z
    .array(
      z.strictObject({
        id: Id,
        accountId: Id.nullable(),
        name: Name,
        fingerprint: text(200),
        header: z.array(text(20_000)).max(1_000),
        mapping: TableMapping,
        createdAt: Instant,
      }),
    )
    .max(200),
  ai: z
    .unknown()
    .meta({ description: 'Who takes the purse in allows the AI anew; what it cost stays where it was paid' }),
  imports: z.array(RestoredImport).max(10_000),
});
export type RestoredHead = z.infer<typeof RestoredHead>;

const Amount = GivenMinorUnits.refine((amount) => amount !== 0, 'an amount of zero moves no money');

const RestoredWhy = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('rule'), ruleId: Id, text: Words.nullable() }),
  z.strictObject({ by: z.literal('words'), text: Words }),
  z.strictObject({
    by: z.literal('likeness'),
    text: Words.nullable(),
    percent: z.number().min(0).max(100),
    categoryId: Id.optional(),
  }),
]);

/** One of the lines below `transactions`. */
export const RestoredRow = z.strictObject({
  id: Id,
  accountId: Id,
  date: LocalDate,
  valueDate: Day,
  amount: Amount,
  currency: CurrencyCode,
  description: Words,
  counterparty: Name.nullable(),
  categoryId: Id.nullable(),
  categoryBy: z.enum(['person', 'rule']).nullable(),
  categoryWhy: RestoredWhy.nullable(),
  note: Words.nullable(),
  bankId: Words.nullable(),
  importId: Id.nullable(),
  statementId: Id.nullable(),
  possibleDuplicate: z.boolean(),
  transferId: Id.nullable(),
  editedAt: Instant.nullable(),
  createdAt: Instant,
  splits: z
    .array(z.strictObject({ id: Id, categoryId: Id.nullable(), amount: Amount, note: Words.nullable() }))
    .max(50),
  tags: z.array(Name).max(1_000),
});
export type RestoredRow = z.infer<typeof RestoredRow>;
