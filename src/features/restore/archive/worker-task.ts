import type { RestoredHead, RestoredRow } from '../restored-purse.contract.ts';

/** What archive.worker.ts gives piece by piece; the next piece is read when the last one was written. */
export type Piece =
  | { is: 'head'; head: RestoredHead }
  | { is: 'file'; importId: string; bytes: Uint8Array }
  | { is: 'rows'; rows: RestoredRow[] };

/** How it ended: everything was given, or why it is not taken in. */
export type ArchiveRead =
  | { rows: number }
  | { refusal: { code: string; detail: string; where: string | null } };
