/** Presses that cross a removal, or come after it: what was removed does not come back. */

import { describe, expect, test } from '@jest/globals';
import type { Evidence } from '../../src/state/evidence.ts';
import type { TurnOptions } from '../../src/bot/turn.ts';
import { rememberedEvidence } from '../support/evidence.ts';
import { harness, type Harness } from './turn-harness.ts';

const facts = { what: 'output', sha256: 'a'.repeat(64) };
const ttlMs = 3_600_000;
const nothingLeft = { workingId: () => Promise.resolve(undefined), setWorkingId: () => Promise.resolve() };

/** `show` shows evidence, unless its text says that it is plain. */
function start(
  memory: Evidence = rememberedEvidence(),
  ttl?: number,
  activities: TurnOptions['activities'] = nothingLeft,
): Harness {
  return harness({
    memory,
    ttlMs: ttl,
    activities,
    evidenceOf: (text) => (text.startsWith('plain') ? undefined : facts),
  });
}

async function shown(memory?: Evidence, ttl?: number, activities?: TurnOptions['activities']): Promise<Harness> {
  const chat = start(memory, ttl, activities);
  const turn = chat.type('show');
  await chat.answer(0, 'page 1');
  await turn;
  return chat;
}

/** What went out since the card was posted. */
function since(chat: Harness): readonly string[] {
  return chat.out.slice(1);
}

describe('a page that was asked for before the removal', () => {
  test.each(['ana', 'bob'])('and comes after it is dropped (asked by %s)', async (by) => {
    const chat = await shown();
    const page = chat.press('m1', ['show', 'page', '2'], { by });
    await chat.clock.advance(10);
    await chat.press('m1', ['remove']);
    await chat.answer(1, 'page 2');
    await page;

    expect(since(chat)).toEqual(['edit m1: Removed: output']);
    expect(chat.logged.at(-1)).toContain('"delivered":"dropped"');
  });

  test('and was slow leaves no working reply', async () => {
    const chat = await shown();
    const page = chat.press('m1', ['show', 'page', '2']);
    await chat.clock.advance(3_000);
    await chat.press('m1', ['remove']);
    await chat.answer(1, 'page 2');
    await page;

    expect(since(chat)).toEqual(['typing', 'post m2: Working on show…', 'edit m1: Removed: output', 'remove m2']);
  });

  test('and is on its way stands there before the tombstone', async () => {
    const chat = await shown();
    const onItsWay = Promise.withResolvers<undefined>();
    chat.holdingOnce.set('edit', onItsWay.promise);
    const page = chat.press('m1', ['show', 'page', '2']);
    await chat.answer(1, 'page 2');
    await chat.clock.advance(10);
    const removal = chat.press('m1', ['remove']);
    await chat.clock.advance(10);
    onItsWay.resolve(undefined);
    await Promise.all([page, removal]);

    expect(since(chat)).toEqual(['edit m1: page 2', 'edit m1: Removed: output']);
  });

  test.each([
    ['while it runs again', 10],
    ['before', 0],
  ])('and runs again after a crash, on the card that it had begun to fill: a tombstone of %s stays', async (_, ms) => {
    let workingId: string | undefined;
    const activities = { workingId: () => Promise.resolve(workingId), setWorkingId: () => Promise.resolve() };
    const chat = await shown(undefined, undefined, activities);
    if (ms === 0) await chat.press('m1', ['remove']);
    workingId = 'm1';
    await chat.clock.advance(10);
    const page = chat.press('m1', ['show', 'page', '2']);
    await chat.clock.advance(10);
    workingId = undefined;
    if (ms > 0) await chat.press('m1', ['remove']);
    await chat.answer(1, 'page 2');
    await page;

    const ofTheCard = since(chat).filter((line) => /^(edit|remove) m1/.test(line));
    expect(ofTheCard).toEqual(['edit m1: Removed: output']);
  });

  test('does not come back where the tombstone’s answer was lost', async () => {
    const chat = await shown();
    const page = chat.press('m1', ['show', 'page', '2']);
    await chat.clock.advance(10);
    chat.failingOnce.set('edit', new Error('no answer'));
    await chat.press('m1', ['remove']);
    await chat.answer(1, 'page 2');
    await page;

    expect(since(chat).filter((line) => line.startsWith('edit m1'))).toEqual([]);
  });
});

test('two who remove at once leave one tombstone', async () => {
  const chat = await shown();

  await Promise.all([chat.press('m1', ['remove']), chat.press('m1', ['remove'], { by: 'bob' })]);

  expect(since(chat)).toEqual(['edit m1: Removed: output', 'post m2: That card is removed already.']);
});

describe('a press on a card that was removed before, on what a client still shows', () => {
  test.each([false, true])('is told so (restart: %s)', async (afterRestart) => {
    const memory = rememberedEvidence();
    const first = await shown(memory);
    await first.press('m1', ['remove']);
    const chat = afterRestart ? start(memory) : first;
    await chat.clock.advance(10);
    const before = chat.out.length;
    const page = chat.press('m1', ['show', 'page', '2'], { rev: 1 });
    await chat.answer(afterRestart ? 0 : 1, 'page 2');
    await page;

    expect(chat.out.slice(before)).toEqual([expect.stringContaining('That card was removed. Ask anew to see it.')]);
  });

  test('that asks something else is answered', async () => {
    const chat = await shown();
    await chat.press('m1', ['remove']);

    await chat.press('m1', ['now'], { rev: 1 });

    expect(since(chat).at(-1)).toBe('post m2: now 1');
  });
});

describe('when the time of a card is up', () => {
  test.each([false, true])('its next page is a new card (already a tombstone: %s)', async (isTombstone) => {
    const memory = rememberedEvidence();
    const chat = await shown(memory, ttlMs);
    await chat.clock.advance(ttlMs);
    const at = { conversationId: 'c1', messageId: 'm1' };
    if (isTombstone) await memory.setRemoved(at, 'time', chat.clock.now());
    const page = chat.press('m1', ['show', 'page', '2']);
    await chat.answer(1, 'page 2');
    await page;

    expect(since(chat)).toEqual(['post m2: page 2']);
    expect(await memory.find({ ...at, messageId: 'm2' })).toMatchObject({ shownAt: chat.clock.now() });
  });

  test('not a moment before', async () => {
    const chat = await shown(undefined, ttlMs);
    await chat.clock.advance(ttlMs - 1);
    const page = chat.press('m1', ['show', 'page', '2']);
    await chat.answer(1, 'page 2');
    await page;

    expect(since(chat)).toEqual(['edit m1: page 2']);
  });

  test('turning pages does not lengthen it', async () => {
    const memory = rememberedEvidence();
    const chat = await shown(memory, ttlMs);
    const shownAt = chat.clock.now();
    await chat.clock.advance(ttlMs / 2);
    const page = chat.press('m1', ['show', 'page', '2']);
    await chat.answer(1, 'page 2');
    await page;

    expect(await memory.find({ conversationId: 'c1', messageId: 'm1' })).toMatchObject({ shownAt });
  });
});

test('a card that shows evidence no more is known no more', async () => {
  const memory = rememberedEvidence();
  const chat = await shown(memory);
  const page = chat.press('m1', ['show', 'page', '2']);
  await chat.answer(1, 'plain');
  await page;

  expect(since(chat)).toEqual(['edit m1: plain']);
  expect(await memory.find({ conversationId: 'c1', messageId: 'm1' })).toBeUndefined();
});

test('where the state does not say whether a card was removed, its evidence is not shown', async () => {
  const memory = rememberedEvidence();
  const chat = await shown(memory);
  memory.find = () => Promise.reject(new RangeError('disk'));
  const page = chat.press('m1', ['show', 'page', '2']);
  await chat.answer(1, 'page 2');
  await page;

  expect(since(chat)).toEqual([
    'post m2: I cannot tell whether that card was removed, so it stays as it is. Ask anew, or try again in a minute.',
  ]);
});

test('evidence in a message that Teams gave no id of is told to the log', async () => {
  const chat = start();
  chat.nameless = true;
  const turn = chat.type('show');
  await chat.answer(0, 'page 1');
  await turn;

  expect(chat.logged.join('\n')).toContain('evidence stands that the bot cannot take back');
});

test('a person is remembered with a name of a bounded length', async () => {
  const memory = rememberedEvidence();
  const chat = start(memory);
  const turn = chat.type('show', { by: 'x'.repeat(5_000) });
  await chat.answer(0, 'page 1');
  await turn;

  const known = await memory.find({ conversationId: 'c1', messageId: 'm1' });
  expect(known?.personName).toHaveLength(256);
});
