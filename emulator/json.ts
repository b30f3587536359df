/** JSON as a type, and the two questions asked of it when it comes from outside. */

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A key may be absent: Defender leaves out what it does not know as often as it sends null. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** `undefined`: the text is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json; // JSON.parse gives nothing but JSON
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
