import { z } from 'zod';
import { GivenMinorUnits, Id, LocalDate, MinorUnits } from '../../platform/http/wire.contract.ts';
import { AccountView } from '../accounts/accounts.contract.ts';

export const ReconcileAccount = z
  .strictObject({
    on: LocalDate,
    balance: GivenMinorUnits.meta({
      description: 'What the bank or the purse in hand says at the end of that day',
    }),
    difference: z.enum(['add-row', 'move-anchor']).meta({
      description:
        'What to do with a difference: a row that carries it, or none, so that it lies before the first known row',
    }),
  })
  .meta({ id: 'ReconcileAccount' });
export type ReconcileAccount = z.infer<typeof ReconcileAccount>;

export const ReconciliationView = z
  .strictObject({
    account: AccountView,
    derived: MinorUnits.nullable().meta({
      description: 'From the anchor and the rows; null while no balance is known',
    }),
    stated: MinorUnits,
    difference: MinorUnits.nullable(),
    adjustmentId: Id.nullable(),
  })
  .meta({ id: 'Reconciliation' });
export type ReconciliationView = z.infer<typeof ReconciliationView>;

export const BalanceQuery = z.strictObject({ on: LocalDate });
export const BalanceOn = z
  .strictObject({ on: LocalDate, balance: MinorUnits.nullable() })
  .meta({ id: 'BalanceOn' });
export type BalanceOn = z.infer<typeof BalanceOn>;

export const ReconciliationParams = z.strictObject({ purseId: Id, accountId: Id });
