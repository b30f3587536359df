/** A collection as OData gives it. Source: learn.microsoft.com/defender-endpoint/api/exposed-apis-odata-samples */

import type { Answer } from '../http/exchange.ts';
import type { JsonObject } from '../json.ts';
import type { PropertyKinds } from '../odata/properties.ts';
import { runQuery, type Page } from '../odata/query.ts';
import { FilterError } from '../odata/tokens.ts';
import type { Call } from './call.ts';
import { collectionAnswer } from './entity.ts';
import { badRequest } from './refusals.ts';

export interface Collection {
  readonly set: 'Alerts' | 'MachineActions';
  readonly entities: readonly JsonObject[];
  readonly filterable: PropertyKinds;
  readonly newestBy: string;
}

/** Throws Refusal (ODataError) for a query that cannot be read. */
export function listAnswer(call: Call, { set, entities, filterable, newestBy }: Collection): Answer {
  const page = query(() => runQuery(entities, call.query, { filterable, newestBy, pageSize: call.pageSize }));
  return collectionAnswer(call, set, page.items, {
    '@odata.count': page.count,
    '@odata.nextLink': page.next === undefined ? undefined : nextLink(call, set, page.next),
  });
}

function query(run: () => Page): Page {
  try {
    return run();
  } catch (error) {
    if (error instanceof FilterError) throw badRequest(error.message, 'ODataError');
    throw error;
  }
}

function nextLink({ baseUrl, query: asked }: Call, set: string, next: NonNullable<Page['next']>): string {
  const query = new URLSearchParams(asked);
  query.set('$skip', String(next.skip));
  if (next.top !== undefined) query.set('$top', String(next.top));
  return `${baseUrl}/api/${set.toLowerCase()}?${query.toString()}`;
}
