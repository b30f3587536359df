/** A collection as OData sends it. Source: learn.microsoft.com/defender-endpoint/api/exposed-apis-odata-samples */

import { recordOf } from '../../json.ts';
import { readAnswer, type Fields, type Report } from './fields.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** How many there were, with those that could not be read. */
  readonly size: number;
  /** Of all that match; `undefined`: not said. */
  readonly count: number | undefined;
  /** As it came: where it leads is the reader's to check. */
  readonly nextLink: string | undefined;
  /** There is something in its place, be it a link or not. */
  readonly hasNext: boolean;
}

export interface ItemDecoder<T> {
  /** Names the collection in reports. */
  readonly path: string;
  /** Texts without which an item is none: it is reported and left out, and the others stay. */
  readonly having: readonly string[];
  readonly decode: (item: Fields) => T;
}

/** Throws `malformed` where there is no list at all. */
export function pageFrom<T>(body: unknown, { path, having, decode }: ItemDecoder<T>, report: Report): Page<T> {
  const answer = readAnswer(body, path, report);
  const { value } = recordOf(body);
  return {
    items: answer.required.objects('value', having).map(decode),
    size: Array.isArray(value) ? value.length : 0,
    count: answer.count('@odata.count'),
    nextLink: answer.text('@odata.nextLink'),
    hasNext: answer.has('@odata.nextLink'),
  };
}
