/** Takes fields out of what a channel sent: null is absent, another type than expected refuses the activity. */

import { isRecord, type JsonObject } from '../json.ts';
import { Refusal } from './refusal.ts';

/** Longer than any id of Teams. */
const maxIdLength = 1_024;

export function optionalText(from: JsonObject, name: string): string | undefined {
  const value = from[name] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw malformed();
}

/** An id can stand in a path: not empty, not endless, no half of a surrogate pair, no dot segment. */
export function optionalId(from: JsonObject, name: string): string | undefined {
  const id = optionalText(from, name);
  if (id === undefined) return undefined;
  if (id === '' || id.length > maxIdLength || !id.isWellFormed() || /^\.{1,2}$/.test(id)) throw malformed();
  return id;
}

export function requiredId(from: JsonObject, name: string): string {
  const id = optionalId(from, name);
  if (id === undefined) throw malformed();
  return id;
}

export function optionalRecord(from: JsonObject, name: string): JsonObject | undefined {
  const value = from[name] ?? undefined;
  if (value === undefined || isRecord(value)) return value;
  throw malformed();
}

export function requiredRecord(from: JsonObject, name: string): JsonObject {
  const value = optionalRecord(from, name);
  if (value === undefined) throw malformed();
  return value;
}

/** A list of objects; entries of another type are left out. */
export function recordsIn(from: JsonObject, name: string): readonly JsonObject[] {
  const value = from[name] ?? [];
  if (!Array.isArray(value)) throw malformed();
  return value.filter(isRecord);
}

export function malformed(): Refusal {
  return new Refusal(400, 'activity-malformed');
}
