import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/database/new-id.ts';
import { CURRENT_USER_OR_NULL } from '../../platform/database/row-security.ts';

export interface RestoreProblem {
  code: string;
  detail: string;
  /** The file of the archive, and the place in it where it has places. */
  where: string | null;
}

const RestoreSchema = defineEntity({
  name: 'Restore',
  tableName: 'restores',
  policies: [
    {
      name: 'own',
      using: `user_id = ${CURRENT_USER_OR_NULL}`,
      check: `user_id = ${CURRENT_USER_OR_NULL}`,
    },
  ],
  uniques: [{ properties: ['userId', 'key'], name: 'restores_user_id_key_unique' }],
  properties: {
    id: p.uuid().primary().onCreate(newId),
    userId: p.uuid(),
    /** The Idempotency-Key that it was sent with. */
    key: p.text().nullable(),
    fileName: p.text(),
    byteSize: p.integer(),
    sha256: p.blob(),
    /** The archive, sealed; gone once it was taken in or refused. */
    bytes: p.blob().nullable().lazy(),
    status: p.enum(['waiting', 'working', 'done', 'failed'] as const),
    rows: p.integer().default(0),
    total: p.integer(),
    problem: p.json<RestoreProblem>().nullable(),
    /** The purse that was made of it. */
    purse: p.uuid().nullable(),
    createdAt: p.datetime(3),
    doneAt: p.datetime(3).nullable(),
  },
});

/** An exported purse that somebody gave to be made anew: theirs alone, from the upload until there is a purse. */
export class Restore extends RestoreSchema.class {}
RestoreSchema.setClass(Restore);
