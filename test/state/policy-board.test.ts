/** The access policy that replicas share: the newest of their files, by the clock of the database. */

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { PolicyBoard, Written } from '../../src/policy/policy-board.ts';
import { policyLimits, readPolicy } from '../../src/policy/read-policy.ts';
import { openState } from '../../src/state/state.ts';
import { onPostgres, type PostgresTestDatabase } from './engines.ts';

const minuteMs = 60_000;

let database: PostgresTestDatabase;
let one: PolicyBoard;
let other: PolicyBoard;

beforeEach(async () => {
  database = await onPostgres();
  [one, other] = [await opened(), await opened()];
});

afterEach(() => database.remove());

async function opened(): Promise<PolicyBoard> {
  const { policyBoard } = await database.open();
  if (policyBoard === undefined) throw new TypeError('PostgreSQL is shared');
  return policyBoard;
}

const aged = (ageMs: number | undefined): Written => ({ ageMs, after: undefined });
const textThere = async (): Promise<string | undefined> => (await one.newest(undefined))?.text;

test('there is none until one is published, and then it is all others’ too', async () => {
  expect(await other.newest(undefined)).toBeUndefined();

  const published = await one.publish('first', aged(minuteMs));

  expect(published.text).toBe('first');
  expect(await other.newest(undefined)).toEqual(published);
});

test('whoever knows it hears nothing until there is another', async () => {
  const { version } = await one.publish('first', aged(minuteMs));
  expect(await other.newest(version)).toBeUndefined();

  await one.publish('second', aged(0));

  expect(await other.newest(version)).toMatchObject({ text: 'second' });
});

test('an older one does not take the place of a newer one, and whoever has it is told which is there', async () => {
  await one.publish('newer', aged(minuteMs));

  expect(await other.publish('older', aged(2 * minuteMs))).toMatchObject({ text: 'newer' });
  expect(await textThere()).toBe('newer');
});

test('a newer one does', async () => {
  await one.publish('older', aged(2 * minuteMs));

  expect(await other.publish('newer', aged(minuteMs))).toMatchObject({ text: 'newer' });
  expect(await textThere()).toBe('newer');
});

test('the same text with a later time counts from then', async () => {
  await one.publish('same', aged(3 * minuteMs));
  await one.publish('same', aged(minuteMs));

  expect(await other.publish('between', aged(2 * minuteMs))).toMatchObject({ text: 'same' });
});

test('an operator’s word takes the place of whatever is there, and nothing older comes after it', async () => {
  await one.publish('newer', aged(0));
  await database.raw(`UPDATE access_policy SET written_at = written_at + ${minuteMs}`); // another server’s clock

  expect(await other.publish('by word', aged(undefined))).toMatchObject({ text: 'by word' });
  expect(await one.publish('newer', aged(0))).toMatchObject({ text: 'by word' });
});

test('what comes after the one that is there takes its place, whatever the clocks say, and no other’s', async () => {
  const { version } = await one.publish('first', aged(0));

  expect(await one.publish('second', { ageMs: 60 * minuteMs, after: version })).toMatchObject({ text: 'second' });
  expect(await other.publish('late', { ageMs: 60 * minuteMs, after: version })).toMatchObject({ text: 'second' });
});

test('of many that are published at once all hear of one in the end', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, i) => (i % 2 ? one : other).publish(`p${i}`, aged(i * minuteMs))));

  expect(await textThere()).toBe('p0');
});

test('what is longer than a policy may be is not read to its end, and is none', async () => {
  const none = ' '.repeat(policyLimits.maxChars + 1_000);
  await one.publish(none, aged(0));

  const text = (await other.newest(undefined))?.text ?? '';

  expect(text.length).toBe(policyLimits.maxChars + 1);
  expect(readPolicy(text)).toMatchObject({ ok: false });
});

test('while the database is away nothing is published or heard', async () => {
  await database.raw('ALTER TABLE access_policy RENAME TO away');

  await expect(one.publish('first', aged(0))).rejects.toMatchObject({
    message: expect.stringContaining('access_policy'),
  });
  await expect(one.newest(undefined)).rejects.toMatchObject({ message: expect.stringContaining('access_policy') });
});

test('a process that is alone on a file has none', async () => {
  const alone = await openState({ file: ':memory:' });

  expect(alone.policyBoard).toBeUndefined();
  await alone.close();
});
