/** JSON of somebody else's, and other values of which nothing is known yet. */

export type JsonObject = Readonly<Record<string, unknown>>;

/** An object of JSON: neither null nor a list. */
export function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** To look for fields in: an empty one in place of whatever has none. */
export function recordOf(value: unknown): JsonObject {
  return isRecord(value) ? value : {};
}

/** `undefined`: not JSON. The parser's error quotes the text, which may hold a token or a link: it goes no further. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
