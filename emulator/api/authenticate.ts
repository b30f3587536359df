/** Who calls, and may they: signature, expiry, audience, roles. */

import { defenderAudiences } from '../entra/resources.ts';
import type { Caller, Tokens } from '../entra/tokens.ts';
import { forbidden, unauthorized } from './refusals.ts';

/** Throws Refusal: 401 without a valid token, 403 when it was made for another API. */
export async function authenticate(authorization: string | undefined, tokens: Tokens): Promise<Caller> {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw unauthorized('Unauthorized request - reason of failure: no bearer token');
  const caller = await tokens.verify(token);
  if (caller === undefined) throw unauthorized('Unauthorized request - reason of failure: token is invalid or expired');
  // 403 and not 401. Source: learn.microsoft.com/defender-endpoint/api/exposed-apis-create-app-webapp
  if (!defenderAudiences.includes(caller.audience))
    throw forbidden('The audience of the token is not valid for this API.');
  return caller;
}

/** Throws Refusal unless the caller has one of the roles. */
export function authorise(caller: Caller, anyOf: readonly string[]): void {
  if (caller.roles.some((role) => anyOf.includes(role))) return;
  throw forbidden(
    `Missing application roles. API required roles: ${anyOf.join(', ')}, application roles: ${caller.roles.join(', ')}.`,
  );
}
