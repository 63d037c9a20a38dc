import { z } from 'zod';
import { MOST_MINOR_UNITS } from '../../domain/money.ts';

/** NUL and halves of surrogate pairs: no text of the database can hold them. */
export const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** A UUID made by the app. */
export const Id = z.uuid();

/** A calendar day, `YYYY-MM-DD`, of a year that the database knows. */
export const LocalDate = z.iso.date().refine((day) => !day.startsWith('0000'), 'there was no year 0');

/** A UTC instant in ISO 8601. */
export const Instant = z.iso.datetime();

/** An ISO 4217 code. Whether the product knows the currency is checked where it matters. */
export const CurrencyCode = z.string().regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code such as NGN');

/** An integer of minor units (kobo, pesewas, cents) that a double holds exactly. */
export const MinorUnits = z.int();

/** Minor units as somebody gives them: bounded, so that what is added up of them stays exact. */
export const GivenMinorUnits = MinorUnits.min(-MOST_MINOR_UNITS).max(MOST_MINOR_UNITS);

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
