/** The shapes of an OData answer. */

import { jsonAnswer, type Answer } from '../http/exchange.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Call } from './call.ts';

/** @param set - what the context names, e.g. `Alerts/$entity`. */
export function entityAnswer(call: Call, set: string, entity: JsonObject, status = 200): Answer {
  return jsonAnswer(status, { '@odata.context': context(call, set), ...entity });
}

export function collectionAnswer(call: Call, set: string, value: readonly Json[], more: JsonObject = {}): Answer {
  const { '@odata.count': count, '@odata.nextLink': nextLink } = more;
  return jsonAnswer(200, {
    '@odata.context': context(call, set),
    '@odata.count': count,
    value,
    '@odata.nextLink': nextLink,
  });
}

/** What belongs to something, without query options, a page at a time. The token of its links says where the next begins. */
export function relatedAnswer(call: Call, set: string, all: readonly Json[]): Answer {
  const start = Number(/^\d{1,9}$/.exec(call.query.get('$skiptoken') ?? '')?.[0] ?? 0);
  const end = start + call.pageSize;
  return collectionAnswer(call, set, all.slice(start, end), {
    '@odata.nextLink': end < all.length ? `${call.baseUrl}${call.path}?${linked(call, end)}` : undefined,
  });
}

function linked({ query }: Call, next: number): string {
  return new URLSearchParams([
    ...[...query].filter(([name]) => name !== '$skiptoken'),
    ['$skiptoken', String(next)],
  ]).toString();
}

function context({ baseUrl }: Call, set: string): string {
  return `${baseUrl}/api/$metadata#${set}`;
}
