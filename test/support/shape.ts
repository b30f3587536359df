/** Closed descriptions of JSON: what is not described is a complaint. */

/** Complaints about a value, each with the path to it; none when it is as described. */
export type Check = (value: unknown, path: string) => readonly string[];

type Fields = Readonly<Record<string, Check>>;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object with exactly these fields; a field that is there must hold something. */
export function shape(required: Fields, optional: Fields = {}, rest?: Check): Check {
  const known: Fields = { ...optional, ...required };
  return (value, path) => {
    if (!isRecord(value)) return [`${path}: ${naming(value)} is no object`];
    const missing = Object.keys(required).filter((key) => !Object.hasOwn(value, key));
    return [
      ...missing.map((key) => `${path}.${key}: missing`),
      ...Object.entries(value).flatMap(([key, field]) => {
        const check = Object.hasOwn(known, key) ? known[key] : rest;
        return check?.(field, `${path}.${key}`) ?? [`${path}.${key}: unknown property`];
      }),
    ];
  };
}

/** One of several objects, told apart by `type`. A function, because descriptions refer to each other. */
export function byType(kinds: () => Readonly<Record<string, Check>>): Check {
  return (value, path) => {
    if (!isRecord(value)) return [`${path}: ${naming(value)} is no object`];
    const { type, ...rest } = value;
    const known = kinds();
    const check = typeof type === 'string' && Object.hasOwn(known, type) ? known[type] : undefined;
    return check?.(rest, path) ?? [`${path}: type ${naming(type)} is unknown here`];
  };
}

export function list(item: Check, { max = Infinity, min = 1 } = {}): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return [`${path}: ${naming(value)} is no list`];
    return [
      ...(value.length > max ? [`${path}: ${value.length} entries, at most ${max}`] : []),
      ...(value.length < min ? [`${path}: ${value.length} entries, at least ${min}`] : []),
      ...value.flatMap((entry, index) => item(entry, `${path}[${index}]`)),
    ];
  };
}

export function that(predicate: (value: unknown) => boolean, wanted: string): Check {
  return (value, path) => (predicate(value) ? [] : [`${path}: ${naming(value)} is not ${wanted}`]);
}

/** In any letter case, as Adaptive Cards takes its enumerations. Source: adaptivecards.io/explorer */
export function oneOf(...choices: readonly string[]): Check {
  return that((value) => typeof value === 'string' && choices.includes(value.toLowerCase()), choices.join(' or '));
}

export function all(...checks: readonly Check[]): Check {
  return (value, path) => checks.flatMap((check) => check(value, path));
}

export const flag = that((value) => typeof value === 'boolean', 'true or false');
export const count = that((value) => Number.isInteger(value) && Number(value) >= 0, 'a whole number');

/** A value for a complaint: short, and in one line. */
function naming(value: unknown): string {
  const text = value === undefined ? 'undefined' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
