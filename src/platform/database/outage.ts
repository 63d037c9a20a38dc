import { isNativeError } from 'node:util/types';

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']);

/** The five-character SQLSTATE of a database error, or null; looks through wrapped errors. */
export function sqlState(error: unknown): string | null {
  const code = codeOf(error);
  return code !== null && /^[0-9A-Z]{5}$/.test(code) && !NETWORK.has(code) ? code : null;
}

/** True when the database is away or going away: the same request may succeed in a while. */
export function isOutage(error: unknown): boolean {
  const code = codeOf(error);
  if (
    code !== null &&
    (NETWORK.has(code) || code.startsWith('08') || code.startsWith('57P') || code === '53300')
  ) {
    return true;
  }
  if (!isNativeError(error)) return false;
  // Every address of a host refused.
  if ('errors' in error && Array.isArray(error.errors)) return error.errors.some(isOutage);
  if (
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      error.message,
    )
  ) {
    return true;
  }
  return error.cause !== undefined && isOutage(error.cause);
}

const UNTRUSTED = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_SIGNATURE_FAILURE',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
]);

/**
 * True when the server's certificate is not one of the authority's that we know. Right after an installation was made
 * anew, or its authority changed, the file with the authority may be the one before: it is read at each connection.
 */
export function isUntrusted(error: unknown): boolean {
  return UNTRUSTED.has(codeOf(error) ?? '');
}

function codeOf(error: unknown): string | null {
  if (!isNativeError(error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? null : codeOf(error.cause);
}
