import { z } from 'zod';
import {
  CurrencyCode,
  Id,
  Instant,
  LocalDate,
  GivenMinorUnits,
  MinorUnits,
} from '../../platform/http/wire.contract.ts';

export const PurseRole = z.enum(['owner', 'editor', 'viewer']).meta({ id: 'PurseRole' });
export type PurseRole = z.infer<typeof PurseRole>;

export const Country = z
  .enum(['NG', 'GH', 'KE', 'ZA', 'RW', 'UG', 'TZ', 'EG', 'OTHER'])
  .meta({ id: 'Country' });
export type Country = z.infer<typeof Country>;

export const Rhythm = z
  .enum(['daily', 'weekly', 'fortnightly', 'monthly', 'irregular'])
  .meta({ id: 'Rhythm', description: 'How often an amount comes or goes; irregular: a usual month' });
export type Rhythm = z.infer<typeof Rhythm>;

const Recurring = z.strictObject({ amount: GivenMinorUnits.min(0), rhythm: Rhythm });

/** What a person says before any record exists; minor units of the purse's base currency. */
export const StatedFigures = z
  .strictObject({
    moneyAtHand: GivenMinorUnits.min(0),
    income: Recurring.extend({ nextOn: LocalDate.nullable().default(null) }),
    spending: Recurring,
  })
  .meta({ id: 'StatedFigures' });
export type StatedFigures = z.infer<typeof StatedFigures>;

/** The rhythm a purse fixes for its income periods; null: found from the arrivals. */
export const IncomeRhythm = z
  .strictObject({
    rhythm: z.enum(['weekly', 'fortnightly', 'monthly', 'irregular']),
    dayOfMonth: z.int().min(1).max(31).nullable().default(null),
  })
  .meta({ id: 'IncomeRhythm' });
export type IncomeRhythm = z.infer<typeof IncomeRhythm>;

export const PurseView = z
  .strictObject({
    id: Id,
    name: z.string(),
    kind: z.enum(['personal', 'shared']),
    baseCurrency: CurrencyCode,
    country: Country,
    zone: z.string(),
    role: PurseRole,
    stated: StatedFigures.nullable(),
    incomeRhythm: IncomeRhythm.nullable(),
    buffer: MinorUnits.min(0),
    owner: z
      .string()
      .nullable()
      .meta({ description: 'Name of the owner where that is somebody else; null where it is you' }),
    deletesAt: Instant.nullable().meta({
      description: 'When everything in it is removed for good; null while nobody asked for it',
    }),
    createdAt: Instant,
    version: z.int(),
  })
  .meta({ id: 'Purse' });
export type PurseView = z.infer<typeof PurseView>;

export const PurseList = z.strictObject({ items: z.array(PurseView) }).meta({ id: 'PurseList' });
export type PurseList = z.infer<typeof PurseList>;

export const CreatePurse = z
  .strictObject({ name: z.string().trim().min(1).max(80) })
  .meta({ id: 'CreatePurse' });
export type CreatePurse = z.infer<typeof CreatePurse>;

export const UpdatePurse = z
  .strictObject({
    name: z.string().trim().min(1).max(80).optional(),
    zone: z.string().max(64).optional(),
    stated: StatedFigures.nullable().optional(),
    incomeRhythm: IncomeRhythm.nullable().optional(),
    buffer: GivenMinorUnits.min(0).optional(),
  })
  .meta({ id: 'UpdatePurse' });
export type UpdatePurse = z.infer<typeof UpdatePurse>;

export const PurseParams = z.strictObject({ purseId: Id });
