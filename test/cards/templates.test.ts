/**
 * Templates against the models that the card functions give them. The library leaves out, without a word, an element
 * whose condition has no such field; a longer text around a field is left as it is where the field is missing.
 */

import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { Template } from 'adaptivecards-templating';
import { readdirSync, readFileSync } from 'node:fs';
import { isRecord } from '../support/shape.ts';
import { everyCard } from './every-card.ts';

const folder = new URL('../../src/cards/', import.meta.url);
const files = readdirSync(folder);
const names = files.filter((name) => name.endsWith('.json')).map((name) => name.replace('.json', ''));

// The library is looked over the shoulder, and does what it does.
const expand = jest.spyOn(Template.prototype, 'expand');
afterAll(() => expand.mockRestore());

function templateOf(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
}

type Node = Readonly<Record<string, unknown>>;

/** Every object of a template, the whole first. */
function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodesOf(item);
  if (!isRecord(value)) return;
  yield value;
  for (const inner of Object.values(value)) yield* nodesOf(inner);
}

function* textsOf(value: unknown): Generator<string> {
  for (const node of nodesOf(value))
    for (const inner of Object.values(node).flat()) if (typeof inner === 'string') yield inner;
}

const wholeField = /^\$\{([A-Za-z]\w*)\}$/;

function fieldIn(value: unknown): string | undefined {
  return typeof value === 'string' ? wholeField.exec(value)?.[1] : undefined;
}

/** What is bound and missing, or of a type that does not belong there, in any of the models. */
function* faults(value: unknown, models: readonly unknown[], path: string): Generator<string> {
  if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* faults(item, models, `${path}[${i}]`);
  if (!isRecord(value)) return;
  const { $data: data, ...rest } = value;
  const rows = fieldIn(data);
  const scopes = rows === undefined ? models : models.flatMap((model) => rowsIn(model, rows) ?? [undefined]);
  if (scopes.length === 0) yield `${path}: no model has a row of ${rows ?? ''} to look at`;
  if (scopes.includes(undefined)) yield `${path}.$data: a model has no list ${rows ?? ''}`;
  for (const [key, inner] of Object.entries(rest)) {
    const field = fieldIn(inner);
    const wrong = field !== undefined && scopes.some((scope) => scope !== undefined && !fits(key, own(scope, field)));
    if (wrong) yield `${path}.${key}: ${field} is missing or of another type`;
    yield* faults(inner, scopes, `${path}.${key}`);
  }
}

function own(model: unknown, field: string): unknown {
  return isRecord(model) && Object.hasOwn(model, field) ? model[field] : undefined;
}

function rowsIn(model: unknown, field: string): readonly unknown[] | undefined {
  const rows = own(model, field);
  return Array.isArray(rows) ? rows : undefined;
}

/** A condition that is no boolean is taken for true or false by rules of its own. */
function fits(key: string, value: unknown): boolean {
  if (key === '$when' || key === 'isSubtle' || key === 'isVisible') return typeof value === 'boolean';
  return key === 'data' ? isRecord(value) || value === '' : typeof value === 'string';
}

function modelsOf(name: string): readonly unknown[] {
  expand.mockClear();
  everyCard[name]?.();
  return expand.mock.calls.map(([context]) => (context as { readonly $root: unknown }).$root); // as `render` calls it
}

test('each template has its function and its place in the list that follows', () => {
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !files.includes(`${name}.ts`))).toEqual([]);
  expect(Object.keys(everyCard).sort()).toEqual(names.sort());
});

describe.each(names)('%s.json', (name) => {
  const template = templateOf(name);

  test('is a card that old clients have a text for', () => {
    expect(template).toMatchObject({ type: 'AdaptiveCard', version: '1.5', fallbackText: '${summary}' });
  });

  test('binds whole fields only', () => {
    const bound = [...textsOf(template)].filter((text) => text.includes('${'));

    expect(bound.filter((text) => !wholeField.test(text))).toEqual([]);
  });

  test('has every text wrap', () => {
    const blocks = [...nodesOf(template)].filter(({ type }) => type === 'TextBlock');

    expect(blocks.filter(({ wrap }) => wrap !== true)).toEqual([]);
  });

  test('finds every field that it binds in every model that it is given', () => {
    const models = modelsOf(name);

    expect(models.length).toBeGreaterThan(0);
    expect([...faults(template, models, name)]).toEqual([]);
  });
});

test.each<[string, unknown, readonly unknown[], string]>([
  ['a condition', { $when: '${has}' }, [{ has: true }, {}], 'x.$when: has is missing or of another type'],
  ['a condition that is a text', { $when: '${has}' }, [{ has: 'yes' }], 'x.$when: has is missing or of another type'],
  ['a text', { items: [{ text: '${a}' }] }, [{ b: '' }], 'x.items[0].text: a is missing or of another type'],
  ['a list', { $data: '${rows}' }, [{ rows: [{}] }, {}], 'x.$data: a model has no list rows'],
  [
    'a field of a row',
    { $data: '${rows}', text: '${a}' },
    [{ a: '', rows: [{}] }],
    'x.text: a is missing or of another type',
  ],
  ['rows to look at', { $data: '${rows}' }, [{ rows: [] }], 'x: no model has a row of rows to look at'],
  ['an inherited field', { text: '${toString}' }, [{}], 'x.text: toString is missing or of another type'],
])('the search misses nothing: %s', (_, template, models, fault) => {
  expect([...faults(template, models, 'x')]).toEqual([fault]);
});
