/**
 * The token endpoint that Azure puts into every virtual machine.
 * Source: learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
 */

import { jsonAnswer, type Answer, type Request } from '../http/exchange.ts';
import { managedIdentity } from '../identity.ts';
import { isKnownResource } from './resources.ts';
import { tokenLifetimeSeconds, type Tokens } from './tokens.ts';

/** @param now - milliseconds since the epoch. */
export async function answerManagedIdentity(request: Request, tokens: Tokens, now: number): Promise<Answer> {
  const query = new URLSearchParams(request.query);
  const resource = query.get('resource') ?? '';
  const clientId = query.get('client_id') ?? managedIdentity.clientId;
  if (request.headers['metadata'] !== 'true') return refused('Required metadata header not specified');
  if (!query.has('api-version')) return refused('Required query variable api-version is missing');
  if (clientId !== managedIdentity.clientId) return refused('Identity not found');
  if (!isKnownResource(resource))
    return refused('The resource principal was not found in the tenant', 'invalid_resource');

  const seconds = Math.floor(now / 1000);
  return jsonAnswer(200, {
    access_token: await tokens.issue(managedIdentity, resource),
    client_id: managedIdentity.clientId,
    expires_in: String(tokenLifetimeSeconds),
    expires_on: String(seconds + tokenLifetimeSeconds),
    ext_expires_in: String(tokenLifetimeSeconds),
    not_before: String(seconds),
    resource,
    token_type: 'Bearer',
  });
}

function refused(description: string, error = 'invalid_request'): Answer {
  return jsonAnswer(400, { error, error_description: description });
}
