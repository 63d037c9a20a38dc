import { z } from 'zod';
import { Id, PageQuery, pageOf } from '../../platform/http/wire.contract.ts';

export const CounterpartyView = z
  .strictObject({ id: Id, name: z.string(), rows: z.int(), formerNames: z.array(z.string()) })
  .meta({ id: 'Counterparty' });
export type CounterpartyView = z.infer<typeof CounterpartyView>;

export const CounterpartyPage = pageOf(CounterpartyView).meta({ id: 'CounterpartyPage' });
export type CounterpartyPage = z.infer<typeof CounterpartyPage>;

export const ListCounterparties = PageQuery.extend({ q: z.string().trim().min(1).max(100).optional() });
export type ListCounterparties = z.infer<typeof ListCounterparties>;

export const RenameCounterparty = z
  .strictObject({ name: z.string().trim().min(1).max(200) })
  .meta({ id: 'RenameCounterparty' });
export type RenameCounterparty = z.infer<typeof RenameCounterparty>;

export const MergeCounterparty = z.strictObject({ into: Id }).meta({ id: 'MergeCounterparty' });
export type MergeCounterparty = z.infer<typeof MergeCounterparty>;

export const CounterpartyParams = z.strictObject({ purseId: Id, counterpartyId: Id });
