/**
 * The words of a filter.
 * Source: docs.oasis-open.org/odata/odata/v4.01, part 2 (URL conventions), section 5.1.1
 */

export type Token =
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'time'; readonly value: number }
  | { readonly kind: 'sign'; readonly text: '(' | ')' | ',' };

/** The filter cannot be read, or asks for something that is not there. The message says where. */
export class FilterError extends Error {
  override readonly name = 'FilterError';
}

const shapes =
  /\s*(?:(?<quoted>'(?:[^']|'')*')|(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:Z|[+-]\d\d:\d\d))|(?<number>-?\d+(?:\.\d+)?)(?![\w-])|(?<name>[A-Za-z_]\w*)|(?<sign>[(),]))/y;

/** Throws FilterError. */
export function tokenize(filter: string): readonly Token[] {
  const end = filter.trimEnd().length;
  const tokens: Token[] = [];
  const pattern = new RegExp(shapes);
  while (pattern.lastIndex < end) {
    const at = pattern.lastIndex;
    const groups = pattern.exec(filter)?.groups;
    if (groups === undefined) throw new FilterError(`Syntax error at position ${at} of the filter.`);
    tokens.push(token(groups, at));
  }
  return tokens;
}

function token(groups: Readonly<Record<string, string | undefined>>, at: number): Token {
  const { quoted, time, number, name, sign } = groups;
  if (quoted !== undefined) return { kind: 'text', text: quoted.slice(1, -1).replaceAll("''", "'") };
  if (number !== undefined) return { kind: 'number', value: Number(number) };
  if (name !== undefined) return { kind: 'name', text: name };
  if (sign === '(' || sign === ')' || sign === ',') return { kind: 'sign', text: sign };
  const value = Date.parse(time ?? '');
  if (Number.isNaN(value)) throw new FilterError(`There is no such time at position ${at} of the filter.`);
  return { kind: 'time', value };
}
