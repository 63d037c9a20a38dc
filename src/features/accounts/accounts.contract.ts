import { z } from 'zod';
import {
  CurrencyCode,
  GivenMinorUnits,
  Id,
  Instant,
  LocalDate,
  MinorUnits,
  Money,
} from '../../platform/http/wire.contract.ts';

export const AccountKind = z
  .enum(['cash', 'mobile-money', 'current', 'savings', 'credit', 'loan'])
  .meta({ id: 'AccountKind' });
export type AccountKind = z.infer<typeof AccountKind>;

/** One dated balance from which every other balance of the account is derived. */
export const Anchor = z.strictObject({ on: LocalDate, balance: GivenMinorUnits }).meta({ id: 'Anchor' });

export const CreateAccount = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    kind: AccountKind,
    currency: CurrencyCode.optional(),
    institution: z.string().trim().min(1).max(80).nullable().optional(),
    spendable: z.boolean().optional(),
    anchor: Anchor.nullable().optional(),
  })
  .meta({ id: 'CreateAccount' });
export type CreateAccount = z.infer<typeof CreateAccount>;

export const UpdateAccount = z
  .strictObject({
    name: z.string().trim().min(1).max(80).optional(),
    kind: AccountKind.optional(),
    institution: z.string().trim().min(1).max(80).nullable().optional(),
    spendable: z.boolean().optional(),
    anchor: Anchor.nullable().optional(),
  })
  .meta({ id: 'UpdateAccount' });
export type UpdateAccount = z.infer<typeof UpdateAccount>;

export const AccountView = z
  .strictObject({
    id: Id,
    name: z.string(),
    kind: AccountKind,
    currency: CurrencyCode,
    institution: z.string().nullable(),
    spendable: z.boolean(),
    identifierLast4: z.string().nullable(),
    balance: Money.nullable().meta({
      description: 'Today, derived from the anchor; null while none is known',
    }),
    anchor: z
      .strictObject({ on: LocalDate, balance: MinorUnits, source: z.enum(['typed', 'statement']) })
      .nullable(),
    disagreements: z.array(
      z.strictObject({
        importId: Id,
        on: LocalDate,
        stated: MinorUnits,
        derived: MinorUnits,
        difference: MinorUnits,
      }),
    ),
    rows: z.int(),
    firstOn: LocalDate.nullable(),
    lastOn: LocalDate.nullable(),
    closedOn: LocalDate.nullable(),
    createdAt: Instant,
    version: z.int(),
  })
  .meta({ id: 'Account' });
export type AccountView = z.infer<typeof AccountView>;

/** Known balances by currency: two currencies are never added. */
export const CurrencyTotal = z
  .strictObject({ currency: CurrencyCode, total: MinorUnits, spendable: MinorUnits, withoutBalance: z.int() })
  .meta({ id: 'CurrencyTotal' });
export type CurrencyTotal = z.infer<typeof CurrencyTotal>;

export const AccountList = z
  .strictObject({ items: z.array(AccountView), totals: z.array(CurrencyTotal) })
  .meta({ id: 'AccountList' });
export type AccountList = z.infer<typeof AccountList>;

export const CloseAccount = z.strictObject({ on: LocalDate }).meta({ id: 'CloseAccount' });
export type CloseAccount = z.infer<typeof CloseAccount>;

export const AccountParams = z.strictObject({ purseId: Id, accountId: Id });
