/** The two shapes of an OData answer. */

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

function context({ baseUrl }: Call, set: string): string {
  return `${baseUrl}/api/$metadata#${set}`;
}
