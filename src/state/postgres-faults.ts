/** What PostgreSQL and the way to it say when they fail, in words for the operator. */

import { recordOf } from '../json.ts';
import { StateError } from './errors.ts';

/** Source: postgresql.org/docs/current/errcodes-appendix.html; nodejs.org/api/errors.html, of the system and of TLS. */
const faults: Readonly<Record<string, string>> = {
  '28P01': 'refuses the password',
  28000: 'refuses this user from here, or without TLS',
  '3D000': 'has no such database',
  42501: 'does not allow this user to make or use the tables',
  53300: 'has no connection left for the bot',
  57014: 'was too slow',
  '57P01': 'was shut down',
  '57P03': 'is starting or stopping',
  ECONNREFUSED: 'refuses the connection: nothing listens there',
  ECONNRESET: 'broke the connection',
  ENOTFOUND: 'is not known by that name',
  EAI_AGAIN: 'is not known by that name for the moment',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  ENOENT: 'has no socket there',
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that nobody trusted has signed: name its CA with sslrootcert',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another name',
  SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate of a CA that is not trusted: name it with sslrootcert',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'has a certificate of a CA that is not known: name it with sslrootcert',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate of a CA that is not known: name it with sslrootcert',
};

/** The driver’s own errors have no code. */
const withoutCode = 'broke off, did not answer in time, or does not take TLS';

export function postgresError(
  { host, database }: { readonly host: string; readonly database: string },
  cause: unknown,
): StateError {
  const code = codeOf(cause);
  const why = code === undefined ? withoutCode : (faults[code] ?? `cannot be used (${code})`);
  return new StateError(`PostgreSQL at ${host}, database ${database}: it ${why}`, { cause });
}

/** What says nothing of the statement: the connection, the server’s end, its lack of room or of time. */
export function isAway(error: unknown): boolean {
  const code = codeOf(error);
  return code === undefined || !/^[0-9A-Z]{5}$/.test(code) || /^(08|53|57)/.test(code);
}

/** Whether a StateError says so. */
export function isDatabaseAway(error: unknown): error is StateError {
  return error instanceof StateError && isAway(error.cause);
}

/** Of many addresses that were tried, the first has its own. */
function codeOf(error: unknown): string | undefined {
  const { code, errors } = recordOf(error);
  if (typeof code === 'string') return code;
  return Array.isArray(errors) && errors.length > 0 ? codeOf(errors[0]) : undefined;
}
