/** Entra ID's token endpoint, in both of its versions, for the client credentials grant. */

import { appRegistrations, tenantId, type AppRegistration } from '../identity.ts';
import { jsonAnswer, type Answer } from '../http/exchange.ts';
import { checkProof } from './proof.ts';
import { refusalAnswer, TokenRefusal } from './refusals.ts';
import { isKnownResource } from './resources.ts';
import { tokenLifetimeSeconds, type Tokens } from './tokens.ts';

export interface TokenRequest {
  /** From the path. */
  readonly tenant: string;
  /** 1 asks by `resource` and is answered with numbers in quotes; 2 asks by `scope`. */
  readonly version: 1 | 2;
  readonly form: URLSearchParams;
}

/** @param now - milliseconds since the epoch. */
export async function answerTokenRequest(request: TokenRequest, tokens: Tokens, now: number): Promise<Answer> {
  try {
    const { app, resource } = accept(request, now);
    const token = await tokens.issue(app, resource);
    const noStore = { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' };
    return jsonAnswer(200, request.version === 1 ? bodyV1(token, resource, now) : bodyV2(token), noStore);
  } catch (error) {
    if (error instanceof TokenRefusal) return refusalAnswer(error, now);
    throw error;
  }
}

function accept({ tenant, version, form }: TokenRequest, now: number): { app: AppRegistration; resource: string } {
  // The Bot Framework's old endpoint bears this name in place of a tenant.
  if (tenant !== tenantId && tenant !== 'botframework.com') {
    throw new TokenRefusal('tenantUnknown', `Tenant '${tenant.slice(0, 100)}' not found.`);
  }
  const grant = field(form, 'grant_type');
  if (grant !== 'client_credentials') {
    throw new TokenRefusal('grantUnsupported', 'The app requested an unsupported grant type.');
  }
  const clientId = field(form, 'client_id');
  const resource = version === 1 ? field(form, 'resource') : resourceOf(field(form, 'scope'));
  const app = appRegistrations.find((candidate) => candidate.clientId === clientId);
  if (app === undefined) {
    throw new TokenRefusal(
      'clientUnknown',
      `Application with identifier '${clientId.slice(0, 100)}' was not found in the directory '${tenantId}'.`,
    );
  }
  checkProof(app, form, now);
  if (!isKnownResource(resource)) {
    throw new TokenRefusal(
      'resourceUnknown',
      'The resource principal named in the request was not found in the tenant.',
    );
  }
  return { app, resource };
}

function field(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (value !== null && value !== '') return value;
  throw new TokenRefusal('missingParameter', `The request body must contain the following parameter: '${name}'.`);
}

/** Libraries add OpenID's own scopes; exactly one other must be left, and it must end in `/.default`. */
function resourceOf(scope: string): string {
  const scopes = scope.split(' ').filter((one) => !['', 'openid', 'profile', 'offline_access'].includes(one));
  const [only = ''] = scopes;
  if (scopes.length === 1 && only.endsWith('/.default')) return only.slice(0, -'/.default'.length);
  throw new TokenRefusal(
    'scopeMalformed',
    'The provided value for scope is not valid. Client credential flows must have a scope value with /.default ' +
      'suffixed to the resource identifier (application ID URI).',
  );
}

function bodyV1(token: string, resource: string, now: number): Record<string, string> {
  const seconds = Math.floor(now / 1000);
  return {
    token_type: 'Bearer',
    expires_in: String(tokenLifetimeSeconds),
    ext_expires_in: String(tokenLifetimeSeconds),
    expires_on: String(seconds + tokenLifetimeSeconds),
    not_before: String(seconds),
    resource,
    access_token: token,
  };
}

function bodyV2(token: string): Record<string, string | number> {
  return {
    token_type: 'Bearer',
    expires_in: tokenLifetimeSeconds,
    ext_expires_in: tokenLifetimeSeconds,
    access_token: token,
  };
}
