export type JsonObject = Readonly<Record<string, unknown>>;

/** An object of JSON: neither null nor a list. */
export function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
