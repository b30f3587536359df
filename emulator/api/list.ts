/** A collection as OData gives it. Source: learn.microsoft.com/defender-endpoint/api/exposed-apis-odata-samples */

import type { Answer } from '../http/exchange.ts';
import type { JsonObject } from '../json.ts';
import type { PropertyKinds } from '../odata/properties.ts';
import { runQuery, type Page } from '../odata/query.ts';
import { FilterError } from '../odata/tokens.ts';
import type { Call } from './call.ts';
import { collectionAnswer } from './entity.ts';
import { badRequest, quoted } from './refusals.ts';

export interface Collection {
  readonly set: 'Alerts' | 'MachineActions' | 'Machines';
  readonly entities: readonly JsonObject[];
  readonly filterable: PropertyKinds;
  readonly newestBy: string;
  /** What `$expand` may name; absent: there is no such option. */
  readonly expands?: readonly string[];
}

const options = ['$filter', '$orderby', '$top', '$skip', '$count'];

/** Throws Refusal (ODataError) for a query that cannot be read. */
export function listAnswer(call: Call, { set, entities, filterable, newestBy, expands }: Collection): Answer {
  refuseOthers(call.query, expands === undefined ? options : [...options, '$expand']);
  const page = query(() => runQuery(entities, call.query, { filterable, newestBy, pageSize: call.pageSize }));
  return collectionAnswer(call, set, page.items, {
    '@odata.count': page.count,
    '@odata.nextLink': page.next === undefined ? undefined : nextLink(call, page.next),
  });
}

/** `…/$count`: nothing but the number. Seen in clients; no page has it. */
export function countAnswer(call: Call, { entities, filterable, newestBy }: Collection): Answer {
  refuseOthers(call.query, ['$filter']);
  const counted = new URLSearchParams({ ...Object.fromEntries(call.query), $top: '0', $count: 'true' });
  const { count = 0 } = query(() => runQuery(entities, counted, { filterable, newestBy, pageSize: call.pageSize }));
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: String(count) };
}

/** What OData reserves and this collection does not have. Source: OData 4.01 Protocol, section 11.2.1 */
function refuseOthers(asked: URLSearchParams, known: readonly string[]): void {
  const other = [...asked.keys()].find((name) => name.startsWith('$') && !known.includes(name));
  if (other === undefined) return;
  throw badRequest(`The query option '${quoted(other)}' is not supported here.`, 'ODataError');
}

function query(run: () => Page): Page {
  try {
    return run();
  } catch (error) {
    if (error instanceof FilterError) throw badRequest(error.message, 'ODataError');
    throw error;
  }
}

function nextLink({ baseUrl, path, query: asked }: Call, next: NonNullable<Page['next']>): string {
  const query = new URLSearchParams(asked);
  query.set('$skip', String(next.skip));
  if (next.top !== undefined) query.set('$top', String(next.top));
  return `${baseUrl}${path}?${query.toString()}`;
}
