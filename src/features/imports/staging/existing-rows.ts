import { bigintArray, equalBytesArray } from '../../../platform/database/binary-arrays.ts';
import type { CandidateIndex } from './candidate-index.ts';
import { FINGERPRINT_BYTES } from './fingerprint.ts';
import type { ExistingRow } from './match-rows.ts';

/** What the look-up of existing rows needs to know of a statement. */
export interface Survey {
  from: string | null;
  to: string | null;
  /** Distinct amounts in minor units, as `bigint[]`. */
  amounts: Uint8Array;
  /** As `bytea[]`. */
  fingerprints: Uint8Array;
}

/** What a look-up answers that found nothing. */
export const NO_ROWS = '[]';

/** What to look up for a statement's rows. */
export function surveyOf(candidates: CandidateIndex): Survey {
  const { from, to } = candidates;
  return {
    from,
    to,
    amounts: bigintArray(candidates.amounts()),
    fingerprints: equalBytesArray(FINGERPRINT_BYTES, candidates.fingerprints()),
  };
}

/** The rows that a look-up found: JSON, each row a list, since the text only passes through the main thread. */
export function unpackExisting(packed: string): ExistingRow[] {
  const rows = JSON.parse(packed) as [string, string, number, string | null, string | null, string][];
  return rows.map(([id, date, amount, bankId, fingerprint, text]) => ({
    id,
    date,
    amount,
    bankId,
    fingerprint,
    text,
  }));
}
