/** The routes of Entra ID: tokens for apps, tokens for the machine, keys to check them with. */

import type { EmulatorClock } from '../clock.ts';
import { jsonAnswer, type Answer, type Request } from '../http/exchange.ts';
import { decodePath, matchPath, pathTemplate } from '../http/path.ts';
import type { Json } from '../json.ts';
import { answerManagedIdentity } from './managed-identity.ts';
import { answerTokenRequest } from './token-endpoint.ts';
import type { Tokens } from './tokens.ts';

const tokenV1 = pathTemplate('/{tenant}/oauth2/token');
const tokenV2 = pathTemplate('/{tenant}/oauth2/v2.0/token');
const keysV2 = pathTemplate('/{tenant}/discovery/v2.0/keys');
/** MSAL ends it with a slash, as of msal-node 7.2.3. */
const machineTokens = ['/metadata/identity/oauth2/token', '/metadata/identity/oauth2/token/'].map(pathTemplate);

/** `undefined`: no route of Entra ID. */
export function entraRoute(request: Request, tokens: Tokens, clock: EmulatorClock): Promise<Answer> | undefined {
  const path = decodePath(request.path);
  if (path === undefined) return undefined;
  if (request.method === 'GET') {
    if (machineTokens.some((template) => matchPath(template, path))) {
      return answerManagedIdentity(request, tokens, clock.now());
    }
    if (matchPath(keysV2, path)) return Promise.resolve(jsonAnswer(200, tokens.keys as unknown as Json)); // keys are JSON
  }
  if (request.method !== 'POST') return undefined;
  const v2 = matchPath(tokenV2, path);
  const tenant = (v2 ?? matchPath(tokenV1, path))?.['tenant'];
  if (tenant === undefined) return undefined;
  const form = new URLSearchParams(request.body.toString());
  return answerTokenRequest({ tenant, version: v2 === undefined ? 1 : 2, form }, tokens, clock.now());
}
