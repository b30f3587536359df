/** The Defender API: route, authenticate, authorise, spend quota, answer; in this order. */

import type { Tokens } from '../entra/tokens.ts';
import type { Answer, Request } from '../http/exchange.ts';
import { decodePath, matchPath, pathTemplate } from '../http/path.ts';
import { parseJson } from '../json.ts';
import { authenticate, authorise } from './authenticate.ts';
import type { Call, Route } from './call.ts';
import type { QuotaKeeper } from './quotas.ts';
import { badRequest, Refusal, refusalAnswer } from './refusals.ts';
import { routes } from './routes.ts';

const compiled = routes.map((route) => ({ route, path: pathTemplate(route.template) }));

export type ApiContext = Pick<Call, 'store' | 'now' | 'baseUrl' | 'pageSize' | 'resultLink'>;

/** `/api` and `/api/v1.0` are the same API. Source: learn.microsoft.com/defender-endpoint/api/exposed-apis-list */
export function isApiPath(path: string): boolean {
  return /^\/api(?:\/|$)/i.test(path);
}

export async function answerApi(
  request: Request,
  context: ApiContext,
  { tokens, quotaKeeper }: { readonly tokens: Tokens; readonly quotaKeeper: QuotaKeeper },
): Promise<Answer> {
  try {
    const { route, params } = findRoute(request);
    const caller = await authenticate(request.headers.authorization, tokens);
    authorise(caller, route.roles);
    quotaKeeper.spend(caller, `${route.method} ${route.template}`, route.quota);
    const query = new URLSearchParams(request.query);
    const body = request.body.length === 0 ? undefined : parseJson(request.body.toString());
    return route.handle({ ...context, path: request.path, params, query, body, caller });
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(error, request.path);
    throw error;
  }
}

function findRoute({ method, path }: Request): { route: Route; params: Readonly<Record<string, string>> } {
  const decoded = decodePath(path.replace(/^\/api(?:\/v1\.0)?(?=\/|$)/i, ''));
  if (decoded === undefined) throw badRequest('The URL is not well-formed: malformed percent-encoding');
  for (const { route, path: template } of compiled) {
    const params = route.method === method ? matchPath(template, decoded) : undefined;
    if (params !== undefined) return { route, params };
  }
  throw new Refusal(404, 'NotFound', 'No route matches this method and path');
}
