/**
 * What MSAL throws → TokenError. Only codes come through: Entra ID's sentence is foreign text, and a proxy in
 * between could echo the request in it, which holds the secret.
 */

import { recordOf } from '../json.ts';
import { noAnswer } from './msal-network.ts';
import { TokenError } from './token-source.ts';

export function tokenErrorFrom(error: unknown): TokenError {
  if (error instanceof TokenError) return error;
  // By its fields: under Jest `instanceof` does not hold across modules.
  const { errorCode, errorMessage, status, correlationId, cause } = recordOf(error);
  if (errorCode === noAnswer) return new TokenError('No answer from the token endpoint', { cause });
  const refusal = token(errorCode) ?? 'unknown_error';
  const number = /AADSTS\d{1,9}/.exec(text(errorMessage) ?? '')?.[0];
  return new TokenError(`No token was given: ${[refusal, number].filter((part) => part !== undefined).join(', ')}`, {
    code: number ?? refusal,
    temporary: typeof status === 'number' && (status === 429 || status >= 500),
    correlationId: guid(correlationId),
  });
}

/** The bot's own proof of who it is cannot be read. @param what - how people call it. */
export function credentialUnusable(what: string, error: unknown): TokenError {
  const why = Error.isError(error) ? ('code' in error ? text(error.code) : error.message) : undefined;
  return new TokenError(`The file of the ${what} cannot be used: ${why ?? 'unknown'}`, { code: 'credential_unusable' });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function token(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.-]{1,64}$/.test(value) ? value : undefined;
}

function guid(value: unknown): string | undefined {
  return typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value : undefined;
}
