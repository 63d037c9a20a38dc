import { z } from 'zod';
import { CurrencyCode, Id, Instant, LocalDate, MinorUnits } from '../../platform/http/wire.contract.ts';

export const TransferLeg = z
  .strictObject({
    transactionId: Id,
    accountId: Id,
    date: LocalDate,
    amount: MinorUnits,
    currency: CurrencyCode,
    description: z.string(),
  })
  .meta({ id: 'TransferLeg' });
export type TransferLeg = z.infer<typeof TransferLeg>;

export const TransferView = z
  .strictObject({ id: Id, out: TransferLeg, in: TransferLeg, createdAt: Instant })
  .meta({ id: 'Transfer' });
export type TransferView = z.infer<typeof TransferView>;

export const LinkTransfer = z.strictObject({ out: Id, in: Id }).meta({ id: 'LinkTransfer' });
export type LinkTransfer = z.infer<typeof LinkTransfer>;

export const TransferSuggestions = z
  .strictObject({
    items: z.array(z.strictObject({ out: TransferLeg, in: TransferLeg, daysApart: z.int() })),
  })
  .meta({ id: 'TransferSuggestions' });
export type TransferSuggestions = z.infer<typeof TransferSuggestions>;

export const SuggestTransfers = z.strictObject({ from: LocalDate.optional(), to: LocalDate.optional() });
export type SuggestTransfers = z.infer<typeof SuggestTransfers>;

export const TransferParams = z.strictObject({ purseId: Id, transferId: Id });
