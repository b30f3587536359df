/**
 * Reads single fields of an answer: null and absent are `undefined`, and so is what has the wrong type, which is
 * reported by its path and never by its value.
 */

import { decode as decodeEntities } from 'html-entities';
import { isRecord } from '../../json.ts';
import { DefenderError } from '../errors.ts';
import { timeOf } from './time.ts';

/** A field that is not what the API promises. Holds names of fields and types only. */
export interface Mismatch {
  /** E.g. `alert.evidence[3].sha1`. */
  readonly path: string;
  readonly expected: string;
  /** A type, e.g. `number`; `string` also where a string does not look as it should. */
  readonly found: string;
}

export type Report = (mismatch: Mismatch) => void;

/** Per answer: a list whose every element is wrong in the same way is told often enough by these. */
const maxReports = 20;

export interface Fields {
  /** `undefined` for an empty text too: it says nothing. */
  text(name: string): string | undefined;
  /** The API sends HTML entities in some texts. */
  htmlText(name: string): string | undefined;
  /** Lower-case hex of exactly so many digits. */
  hash(name: string, digits: number): string | undefined;
  /** A whole number from 0 up, also where it is sent as text. Of several names the first that is there counts. */
  count(...names: readonly string[]): number | undefined;
  integer(name: string): number | undefined;
  flag(name: string): boolean | undefined;
  /** Of several names the first that is there counts. */
  time(...names: readonly string[]): Date | undefined;
  texts(name: string): readonly string[];
  /** A list that is sent as one text too, its members separated by commas. */
  words(name: string): readonly string[];
  object(name: string): Fields | undefined;
  /** Elements that are not objects, or lack one of the texts `having`, are reported and left out. */
  objects(name: string, having?: readonly string[]): readonly Fields[];
  /** Whether there is anything, of whatever type. */
  has(name: string): boolean;
  /** Whether there is a text; reports where there is none. */
  hasText(name: string): boolean;
  /** What makes the thing: throws `malformed` with the field's path where it is not there. */
  required: {
    text(name: string): string;
    objects(name: string, having?: readonly string[]): readonly Fields[];
  };
  /** Reports a field that had to be there; one of the wrong type was reported when it was read. */
  missing(name: string, expected: string): void;
}

/** @param value - the decoded body. Throws `malformed` when it is no object. */
export function readAnswer(value: unknown, path: string, report: Report): Fields {
  if (!isRecord(value)) throw malformed(path, 'object', value);
  let reported = 0;
  return fieldsOf(value, path, (mismatch) => {
    if (reported++ < maxReports) report(mismatch);
  });
}

function fieldsOf(source: object, path: string, report: Report): Fields {
  const at = (name: string): string => `${path}.${name}`;

  /** `parse` gives `undefined` for what it does not take. */
  function read<T>(
    names: readonly string[],
    expected: string,
    parse: (value: unknown) => T | undefined,
  ): T | undefined {
    const name = names.find((candidate) => own(source, candidate) !== undefined);
    if (name === undefined) return undefined;
    const value = own(source, name);
    const parsed = parse(value);
    if (parsed === undefined) report({ path: at(name), expected, found: typeName(value) });
    return parsed;
  }

  function list<T>(name: string, expected: string, parse: (element: unknown, path: string) => T | undefined): T[] {
    const elements = read([name], 'array', asArray) ?? [];
    return elements.flatMap((element, index) => {
      const parsed = parse(element, `${at(name)}[${index}]`);
      if (parsed === undefined) report({ path: `${at(name)}[${index}]`, expected, found: typeName(element) });
      return parsed ?? [];
    });
  }

  const asFields = (value: unknown, where: string): Fields | undefined =>
    isRecord(value) ? fieldsOf(value, where, report) : undefined;

  const fields: Fields = {
    text(name) {
      const text = read([name], 'string', asText);
      return text === '' ? undefined : text;
    },
    htmlText: (name) => {
      const text = fields.text(name);
      return text === undefined ? undefined : decodeEntities(text, { scope: 'strict' });
    },
    hash: (name, digits) => read([name], `${digits} hex digits`, (value) => asHash(value, digits)),
    count: (...names) => read(names, 'whole number', asCount),
    integer: (name) => read([name], 'integer', (value) => (Number.isSafeInteger(value) ? Number(value) : undefined)),
    flag: (name) => read([name], 'boolean', (value) => (typeof value === 'boolean' ? value : undefined)),
    time: (...names) => read(names, 'time', timeOf),
    texts: (name) => list(name, 'string', asText),
    words: (name) => {
      const isOneText = typeof own(source, name) === 'string';
      const words = isOneText ? (fields.text(name)?.split(',') ?? []) : fields.texts(name);
      return words.map((word) => word.trim()).filter((word) => word !== '');
    },
    object: (name) => read([name], 'object', (value) => asFields(value, at(name))),
    objects: (name, having = []) =>
      list(name, 'object', asFields).filter((element) => having.every((needed) => element.hasText(needed))),
    has: (name) => own(source, name) !== undefined,
    hasText(name) {
      const text = asText(own(source, name));
      if (text !== undefined && text !== '') return true;
      report({ path: at(name), expected: 'string', found: typeName(own(source, name)) });
      return false;
    },
    required: {
      text(name) {
        const text = asText(own(source, name));
        if (text === undefined || text === '') throw malformed(at(name), 'string', own(source, name));
        return text;
      },
      objects(name, having) {
        if (!Array.isArray(own(source, name))) throw malformed(at(name), 'array', own(source, name));
        return fields.objects(name, having);
      },
    },
    missing(name, expected) {
      if (own(source, name) === undefined) report({ path: at(name), expected, found: typeName(undefined) });
    },
  };
  return fields;
}

/** Own fields only: a body may name `constructor`, or leave out what Object's prototype has. */
function own(source: object, name: string): unknown {
  const value: unknown = Object.getOwnPropertyDescriptor(source, name)?.value;
  return value ?? undefined;
}

function asArray(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function asHash(value: unknown, digits: number): string | undefined {
  const isHash = typeof value === 'string' && value.length === digits && /^[0-9a-f]+$/i.test(value);
  return isHash ? value.toLowerCase() : undefined;
}

function asCount(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

function typeName(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function malformed(path: string, expected: string, found: unknown): DefenderError {
  return new DefenderError('malformed', `The answer has ${typeName(found)} where ${path} should be: ${expected}`);
}
