import { z } from 'zod';

/** A UUID made by the app. */
export const Id = z.uuid();

/** A calendar day, `YYYY-MM-DD`. */
export const LocalDate = z.iso.date();

/** A UTC instant in ISO 8601. */
export const Instant = z.iso.datetime();

/** An ISO 4217 code. Whether the product knows the currency is checked where it matters. */
export const CurrencyCode = z.string().regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code such as NGN');

/** An integer of minor units (kobo, pesewas, cents) that a double holds exactly. */
export const MinorUnits = z.int();

export const Money = z.strictObject({ amount: MinorUnits, currency: CurrencyCode }).meta({ id: 'Money' });
export type Money = z.infer<typeof Money>;

/** Page parameters of every list: an opaque cursor from the answer before, and how many. */
export const PageQuery = z.strictObject({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The shape of every list answer. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });

/** RFC 9457, with the request id and the places of the errors. */
export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    requestId: z.string(),
    errors: z.array(z.strictObject({ pointer: z.string(), detail: z.string() })),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
