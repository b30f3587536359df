/**
 * `$filter` → a test of one entity. The subset that Defender documents: comparisons, and, or, not, in, parentheses,
 * startswith; no lambdas, no arithmetic. Source: learn.microsoft.com/defender-endpoint/api/exposed-apis-odata-samples
 */

import type { JsonObject } from '../json.ts';
import { isOperator, isTrue, literal, valueOf, type Value } from './compare.ts';
import { findProperty, type Property, type PropertyKinds } from './properties.ts';
import { FilterError, tokenize, type Token } from './tokens.ts';

export type Predicate = (entity: JsonObject) => boolean;

/** Keeps a hostile filter from using up the stack. */
const maxDepth = 64;

interface Cursor {
  peek(): Token | undefined;
  take(): Token | undefined;
  /** Takes the word or sign when it is next. */
  takeIf(text: string): boolean;
  /** Throws FilterError when it is not next. */
  expect(text: string): void;
}

/** Throws FilterError. */
export function parseFilter(filter: string, properties: PropertyKinds): Predicate {
  const cursor = cursorOver(tokenize(filter));
  const predicate = either(cursor, properties, 0);
  if (cursor.peek() !== undefined) throw unexpected(cursor.peek());
  return predicate;
}

function either(cursor: Cursor, properties: PropertyKinds, depth: number): Predicate {
  const terms = [both(cursor, properties, depth)];
  while (cursor.takeIf('or')) terms.push(both(cursor, properties, depth));
  return (entity) => terms.some((term) => term(entity));
}

function both(cursor: Cursor, properties: PropertyKinds, depth: number): Predicate {
  const terms = [single(cursor, properties, depth)];
  while (cursor.takeIf('and')) terms.push(single(cursor, properties, depth));
  return (entity) => terms.every((term) => term(entity));
}

function single(cursor: Cursor, properties: PropertyKinds, depth: number): Predicate {
  if (depth > maxDepth) throw new FilterError('The filter is nested too deeply.');
  if (cursor.takeIf('not')) {
    const negated = single(cursor, properties, depth + 1);
    return (entity) => !negated(entity);
  }
  if (cursor.takeIf('(')) {
    const inner = either(cursor, properties, depth + 1);
    cursor.expect(')');
    return inner;
  }
  if (cursor.takeIf('startswith')) return startsWith(cursor, properties);
  return comparison(cursor, properties);
}

function startsWith(cursor: Cursor, properties: PropertyKinds): Predicate {
  cursor.expect('(');
  const property = propertyAt(cursor, properties);
  cursor.expect(',');
  const prefix = literal(cursor.take(), property);
  cursor.expect(')');
  if (typeof prefix !== 'string') throw new FilterError('startswith compares texts only.');
  return (entity) => {
    const value = valueOf(entity, property);
    return typeof value === 'string' && value.toLowerCase().startsWith(prefix.toLowerCase());
  };
}

function comparison(cursor: Cursor, properties: PropertyKinds): Predicate {
  const property = propertyAt(cursor, properties);
  const word = cursor.take();
  if (word?.kind !== 'name') throw unexpected(word);
  if (word.text === 'in') {
    const values = list(cursor, property);
    return (entity) => values.includes(valueOf(entity, property));
  }
  const operator = word.text;
  if (!isOperator(operator)) throw unexpected(word);
  const right = literal(cursor.take(), property);
  return (entity) => isTrue(valueOf(entity, property), operator, right);
}

function list(cursor: Cursor, property: Property): readonly Value[] {
  cursor.expect('(');
  const values = [literal(cursor.take(), property)];
  while (cursor.takeIf(',')) values.push(literal(cursor.take(), property));
  cursor.expect(')');
  return values;
}

function propertyAt(cursor: Cursor, properties: PropertyKinds): Property {
  const token = cursor.take();
  if (token?.kind !== 'name') throw unexpected(token);
  const property = findProperty(properties, token.text);
  if (property === undefined) throw new FilterError(`Could not find a property named '${token.text}' to filter by.`);
  return property;
}

function cursorOver(tokens: readonly Token[]): Cursor {
  let at = 0;
  const isNext = (text: string): boolean => {
    const token = tokens[at];
    return (token?.kind === 'name' || token?.kind === 'sign') && token.text === text;
  };
  const takeIf = (text: string): boolean => {
    if (!isNext(text)) return false;
    at++;
    return true;
  };
  return {
    peek: () => tokens[at],
    take: () => tokens[at++],
    takeIf,
    expect(text) {
      if (!takeIf(text)) throw new FilterError(`Expected ${text} in the filter.`);
    },
  };
}

function unexpected(token: Token | undefined): FilterError {
  if (token === undefined) return new FilterError('The filter ends too early.');
  const text = 'text' in token ? token.text : String(token.value);
  return new FilterError(`The filter does not make sense at '${text.slice(0, 50)}'.`);
}
