/**
 * Queries as OData writes them. A filter is made of properties that the code names and values that anybody may have
 * typed: a value is quoted here and nowhere else, so that it stays a value whatever it holds.
 * Source: learn.microsoft.com/defender-endpoint/api/exposed-apis-odata-samples; quoting: OData 4.01 URL Conventions, 5.1.1.6.1
 */

import { DefenderError } from './errors.ts';

/** Made by the functions below only. */
export interface Filter {
  readonly odata: string;
}

export interface Query {
  readonly filter?: Filter | undefined;
  readonly expand?: 'evidence' | undefined;
  /** A property, the largest first. */
  readonly newestBy?: string | undefined;
  readonly top?: number | undefined;
  readonly count?: boolean;
}

/** Longer values name nothing in Defender, and would not fit into a URL. */
const maxValueCharacters = 256;

/** `undefined`: the property has no value. */
export function equal(property: string, value: string | number | undefined): Filter {
  return { odata: `${property} eq ${value === undefined ? 'null' : literal(value)}` };
}

export function isIn(property: string, values: readonly string[]): Filter {
  return { odata: `${property} in (${values.map(literal).join(',')})` };
}

export function startsWith(property: string, prefix: string): Filter {
  return { odata: `startswith(${property},${literal(prefix)})` };
}

/** Times stand without quotes. */
export function since(property: string, time: Date): Filter {
  return { odata: `${property} ge ${time.toISOString()}` };
}

/** `undefined`: without any, everything matches. */
export function anyOf(filters: readonly Filter[]): Filter | undefined {
  const [first, ...others] = filters;
  if (first === undefined || others.length === 0) return first;
  return { odata: `(${filters.map(({ odata }) => odata).join(' or ')})` };
}

/** `undefined` among them asks for nothing, and is what comes of asking for nothing. */
export function allOf(filters: readonly (Filter | undefined)[]): Filter | undefined {
  const asked = filters.filter((filter) => filter !== undefined);
  return asked.length === 0 ? undefined : { odata: asked.map(({ odata }) => odata).join(' and ') };
}

/** `?…`, encoded; empty where nothing is asked for. */
export function queryText({ filter, expand, newestBy, top, count = false }: Query): string {
  const options = [
    ['$filter', filter?.odata],
    ['$expand', expand],
    ['$orderby', newestBy === undefined ? undefined : `${newestBy} desc`],
    ['$top', top],
    ['$count', count ? 'true' : undefined],
  ] as const;
  const parts = options.flatMap(([name, value]) => (value === undefined ? [] : `${name}=${encoded(String(value))}`));
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** For a value within a path or a query. */
export function encoded(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}

/** A text in quotes, for a parameter in a path: `findbyip(ip='…')`. Not encoded. Throws `rejected`, as all that quote. */
export function literal(value: string | number): string {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new DefenderError('rejected', 'This is not a whole number');
    return String(value);
  }
  if (value.length > maxValueCharacters || /\p{Cc}/u.test(value)) {
    throw new DefenderError('rejected', 'This is nothing that Defender could be asked for');
  }
  return `'${value.replaceAll("'", "''")}'`;
}
