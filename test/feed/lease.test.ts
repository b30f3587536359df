import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createFeedLease, type FeedLease } from '../../src/feed/lease.ts';
import { openState, type State } from '../../src/state/state.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';

const minuteMs = 60_000;

let clock: ManualClock;
let state: State;
let lease: FeedLease;
let logged: string[];
let stopping: AbortController;
let keeping: Promise<void>;

beforeEach(async () => {
  clock = manualClock();
  state = await openState({ file: ':memory:' });
  logged = [];
  const note = (_: object, text: string): void => void logged.push(text);
  lease = createFeedLease({ feed: state.feed, clock, log: { info: note, warn: note, error: note } });
  stopping = new AbortController();
  keeping = lease.keep(stopping.signal);
});

afterEach(async () => {
  stopping.abort();
  await keeping;
  await state.close();
});

/** By anybody else, now. */
const isFree = async (): Promise<boolean> =>
  (await state.feed.claim({ now: clock.now(), leaseUntil: clock.now() })) !== undefined;

test('what is ours stays so, however long it takes', async () => {
  await lease.take();

  await clock.advance(30 * minuteMs);

  expect(await isFree()).toBe(false);
  expect(await lease.hold()).toBe(true);
});

test('what is given back is free when it is due, and is not kept', async () => {
  await lease.take();
  await lease.giveBack(clock.now() + minuteMs);
  const before = await isFree();

  await clock.advance(minuteMs);

  expect([before, await isFree()]).toEqual([false, true]);
});

test('how far was read is known as long as it is ours', async () => {
  const begun = await lease.take();
  const further = { readUntil: clock.now() + 1, changedUntil: clock.now() + 2 };
  lease.note(further);

  expect(begun).toEqual({ readUntil: clock.now(), changedUntil: clock.now() });
  expect(await lease.take()).toEqual(further);
});
