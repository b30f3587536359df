/** Says what a field of an answer stands for, by rules of its own: exactly what was sent, or nothing. */

import { decode as withoutEntities } from 'html-entities';
import type { Leaf, LeafKind, Nested, Shape } from './shapes.ts';

type Body = Readonly<Record<string, unknown>>;

/** What makes the thing is not there: the answer is none. */
export class NoSuchThing extends Error {
  override readonly name = 'NoSuchThing';
}

export function meant(body: Body, shape: Shape): Body {
  return Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, meantBy(body, field)]));
}

function meantBy(body: Body, field: Leaf | Nested): unknown {
  if (isNested(field)) {
    const [kind, name, shape] = field;
    const value = body[name];
    if (kind === 'objects') return (Array.isArray(value) ? value : []).filter(isBody).map((one) => meant(one, shape));
    return isBody(value) ? meant(value, shape) : undefined;
  }
  const [kind, ...names] = field;
  const name = names.find((one) => (body[one] ?? undefined) !== undefined);
  return kinds[kind](name === undefined ? undefined : body[name]);
}

const kinds: Readonly<Record<LeafKind, (value: unknown) => unknown>> = {
  text: said,
  html: (value) => withoutEntities(said(value) ?? '', { scope: 'strict' }) || undefined,
  category: (value) => (value === 'null' ? undefined : said(value)),
  textOrUnknown: (value) => said(value) ?? 'Unknown',
  required,
  actionType: (value) => (/^live response$/i.test(required(value)) ? 'LiveResponse' : value),
  count: (value) => whole(typeof value === 'string' && /^[0-9]{1,16}$/.test(value) ? Number(value) : value, 0),
  integer: (value) => whole(value, Number.MIN_SAFE_INTEGER),
  flag: (value) => (value === true || value === false ? value : undefined),
  time,
  texts: (value) => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []),
  words: (value) =>
    (typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [])
      .filter((one) => typeof one === 'string')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  sha1: (value) => hex(value, 40),
  sha256: (value) => hex(value, 64),
  md5: (value) => hex(value, 32),
};

function said(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function required(value: unknown): string {
  const text = said(value);
  if (text === undefined) throw new NoSuchThing();
  return text;
}

function whole(value: unknown, least: number): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : undefined;
}

function hex(value: unknown, digits: number): string | undefined {
  return typeof value === 'string' && new RegExp(`^[0-9a-fA-F]{${digits}}$`).test(value) && !value.endsWith('\n')
    ? value.toLowerCase()
    : undefined;
}

/** By the parts of it: what a computer makes of them has to show the same parts again. */
function time(value: unknown): Date | undefined {
  const parts =
    typeof value === 'string'
      ? /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{0,9}))?(Z|[+-]\d\d:\d\d)?$/i.exec(value)
      : null;
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  const ms = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const local = new Date(0);
  local.setUTCFullYear(year, month - 1, day);
  local.setUTCHours(hour, minute, second, ms);
  const shown = [local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate(), local.getUTCHours()];
  if (shown.join() !== [year, month, day, hour].join() || minute > 59 || second > 59) return undefined;
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d\d):(\d\d)$/.exec(parts[8] ?? '') ?? [];
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return new Date(local.getTime() - offsetMs);
}

function isNested(field: Leaf | Nested): field is Nested {
  return field[0] === 'object' || field[0] === 'objects';
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
