/** `$filter`, `$orderby`, `$skip`, `$top`, `$count` over a collection. */

import type { JsonObject } from '../json.ts';
import { isTrue, valueOf } from './compare.ts';
import { parseFilter } from './filter.ts';
import { findProperty, type Property, type PropertyKinds } from './properties.ts';
import { FilterError } from './tokens.ts';

export interface QueryOptions {
  readonly filterable: PropertyKinds;
  /** Sorted by this, the newest first, when the query does not say. */
  readonly newestBy: string;
  readonly pageSize: number;
}

export interface Page {
  readonly items: readonly JsonObject[];
  /** Of all that match; `undefined`: not asked for. */
  readonly count: number | undefined;
  /** `$skip` and, where a `$top` was given, what is left of it; `undefined`: nothing follows. */
  readonly next: { readonly skip: number; readonly top: number | undefined } | undefined;
}

/** Source: learn.microsoft.com/defender-endpoint/api/get-alerts and the pages of the other collections */
export const maxTop = 10_000;

/** Throws FilterError. */
export function runQuery(entities: readonly JsonObject[], query: URLSearchParams, options: QueryOptions): Page {
  const filter = query.get('$filter');
  const matches = filter === null ? entities : entities.filter(parseFilter(filter, options.filterable));
  const sorted = matches.toSorted(ordering(query.get('$orderby') ?? `${options.newestBy} desc`, options.filterable));

  const skip = wholeNumber(query, '$skip') ?? 0;
  const top = wholeNumber(query, '$top');
  if (top !== undefined && top > maxTop)
    throw new FilterError(`The limit of ${maxTop} for Top query has been exceeded.`);
  const size = Math.min(top ?? Infinity, options.pageSize);
  const end = skip + size;
  const hasMore = end < sorted.length && size < (top ?? Infinity);
  return {
    items: sorted.slice(skip, end),
    count: query.get('$count') === 'true' ? sorted.length : undefined,
    next: hasMore ? { skip: end, top: top === undefined ? undefined : top - size } : undefined,
  };
}

function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new FilterError(`${name} must be a whole number of 0 or more.`);
  return Number(text);
}

function ordering(orderBy: string, properties: PropertyKinds): (a: JsonObject, b: JsonObject) => number {
  const [, name = '', direction] = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/.exec(orderBy) ?? [];
  const property = findProperty(properties, name);
  if (property === undefined) throw new FilterError('$orderby takes one property that can be filtered by.');
  const sign = direction === 'desc' ? -1 : 1;
  return (a, b) => sign * compare(a, b, property);
}

function compare(a: JsonObject, b: JsonObject, property: Property): number {
  const [left, right] = [valueOf(a, property), valueOf(b, property)];
  if (isTrue(left, 'lt', right)) return -1;
  return isTrue(left, 'gt', right) ? 1 : Number(left !== null) - Number(right !== null);
}
