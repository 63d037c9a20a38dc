import type { ImportStatement } from './import-statement.entity.ts';
import type { Import } from './import.entity.ts';

/** Why a PDF was not read that the AI may still read, or read at another time. */
const CURABLE = new Set([
  'no-header',
  'no-statement',
  'no-direction',
  'ai-no-rows',
  'ai-row',
  'ai-not-proved',
  'ai-not-consented',
  'ai-limit-reached',
  'ai-unavailable',
  'ai-too-slow',
  'ai-refused',
  'ai-unusable-answer',
  'internal-ai',
]);

/**
 * Whether the AI might read a PDF better than our own reader did: that found no table, or rows whose balances do not
 * come out. Whether there is an AI, and whether the purse's owner agrees, are other questions.
 */
export function mayAiHelp(one: Import, statements: readonly ImportStatement[]): boolean {
  if (one.format !== 'pdf' || one.aiReading != null || one.aiReceipt != null || one.undoneAt != null)
    return false;
  if (one.status === 'failed') return CURABLE.has(one.problem?.code ?? '');
  if (one.status !== 'ready' || statements.some(({ fileName }) => fileName != null)) return false;
  return statements.some((statement) => !statement.skipped && isOff(statement));
}

function isOff(statement: ImportStatement): boolean {
  const proof = statement.proof();
  return proof === null ? statement.proofNote != null : proof.state === 'off';
}
