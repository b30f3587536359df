/** One comparison of a filter, on one entity. */

import type { JsonObject } from '../json.ts';
import type { Property } from './properties.ts';
import { FilterError, type Token } from './tokens.ts';

/** `null` is equal to itself and neither more nor less than anything. */
export type Value = string | number | null;

const operators = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
} as const satisfies Record<string, (order: number) => boolean>;

export type Operator = keyof typeof operators;

export function isOperator(text: string): text is Operator {
  return Object.hasOwn(operators, text);
}

export function isTrue(left: Value, operator: Operator, right: Value): boolean {
  return operators[operator](order(left, right));
}

/** Negative, 0, positive; NaN where there is no order. */
function order(left: Value, right: Value): number {
  if (left === right) return 0;
  if (left === null || right === null) return NaN;
  return left < right ? -1 : 1;
}

/** What the entity has there; what is absent or of another type counts as null. Times as milliseconds. */
export function valueOf(entity: JsonObject, { name, kind }: Property): Value {
  const value = entity[name];
  if (kind === 'number') return typeof value === 'number' ? value : null;
  if (typeof value !== 'string') return null;
  if (kind === 'text') return value;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : time;
}

/** Throws FilterError when the literal is of another kind than the property. */
export function literal(token: Token | undefined, { name, kind }: Property): Value {
  if (token?.kind === 'name' && token.text === 'null') return null;
  if (token?.kind === 'text' && kind === 'text') return token.text;
  if (token?.kind === kind && (token.kind === 'number' || token.kind === 'time')) return token.value;
  throw new FilterError(`The value compared with ${name} must be a ${kind}.`);
}
