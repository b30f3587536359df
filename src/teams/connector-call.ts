/** What is asked of the connector → a call: where it goes, and what it counts as. */

import { ConnectorError, ownCodes } from './connector-error.ts';
import type { Call, Method } from './connector-exchange.ts';
import type { ServiceUrlRule } from './service-url.ts';
import type { CallKind } from './teams-quotas.ts';

export interface Resource {
  readonly serviceUrl: string;
  /** Below the service URL; its parts are encoded here. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
}

/** Throws ConnectorError where the service URL is none that the token may go to. */
export function callOf(
  method: Method,
  { serviceUrl, path, query = {} }: Resource,
  mayServe: ServiceUrlRule,
  content?: object,
): Call {
  if (!mayServe(serviceUrl)) throw new ConnectorError(method, { code: ownCodes.notAllowed });
  const { origin, pathname } = new URL(serviceUrl);
  const below = [pathname.replace(/\/+$/, ''), ...path.map(encodeURIComponent)].join('/');
  const search = new URLSearchParams(query).toString();
  const [, , conversationId = ''] = path;
  return {
    method,
    origin,
    path: search === '' ? below : `${below}?${search}`,
    body: content && JSON.stringify(content),
    kind: kindOf(method, conversationId),
    serviceUrl,
    conversationId,
    isSpare: false,
  };
}

function kindOf(method: Method, conversationId: string): CallKind {
  if (method === 'GET') return 'lookUp';
  return conversationId === '' ? 'create' : 'send';
}
