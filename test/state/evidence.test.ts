/** The memory of evidence, and the double that other tests use in its place: the same promises. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Evidence, ShownEvidence } from '../../src/state/evidence.ts';
import { rememberedEvidence } from '../support/evidence.ts';
import { engines } from './engines.ts';

const shown: ShownEvidence = {
  conversationId: '19:room@thread.tacv2;messageid=1',
  messageId: 'm1',
  serviceUrl: 'https://smba.trafficmanager.net/teams/',
  personId: '29:ana',
  objectId: '22222222-aaaa-bbbb-cccc-0123456789ab',
  personName: 'Ana',
  subject: 'result 988cc94e-7a8f-4b28-ab65-54970c5d5018 0',
  what: 'output of command 1 (index 0) of action 988cc94e-7a8f-4b28-ab65-54970c5d5018',
  sha256: 'a'.repeat(64),
  shownAt: 1_000,
};
const now = 100_000;

interface Opened {
  readonly evidence: Evidence;
  remove(): Promise<void>;
}

const homes: readonly (readonly [string, () => Promise<Opened>])[] = [
  ...engines.map(([engine, create]) => {
    const open = async (): Promise<Opened> => {
      const database = await create();
      const { evidence } = await database.open();
      return { evidence, remove: () => database.remove() };
    };
    return [`on ${engine}`, open] as const;
  }),
  ['in the double', () => Promise.resolve({ evidence: rememberedEvidence(), remove: () => Promise.resolve() })],
];

describe.each(homes)('%s', (_, open) => {
  let opened: Opened;
  let evidence: Evidence;

  beforeEach(async () => {
    opened = await open();
    ({ evidence } = opened);
  });

  afterEach(async () => {
    await opened.remove();
  });

  const due = async (shownBefore: number, at = now): Promise<readonly string[]> =>
    (await evidence.due({ shownBefore, now: at, max: 10 })).map(({ messageId }) => messageId);

  test('what is shown is known as it was shown, and stands', async () => {
    await evidence.remember(shown);

    expect(await evidence.find(shown)).toMatchObject({ ...shown, removed: undefined });
  });

  test('a person without an object id is one', async () => {
    await evidence.remember({ ...shown, objectId: undefined });

    expect(await evidence.find(shown)).toMatchObject({ objectId: undefined });
  });

  test.each([
    ['of another conversation', { conversationId: 'a:chat' }],
    ['another', { messageId: 'm2' }],
  ])('a message %s is not known', async (__, other) => {
    await evidence.remember(shown);

    expect(await evidence.find({ ...shown, ...other })).toBeUndefined();
  });

  test('an edit says anew what it shows, and leaves when it was first shown', async () => {
    await evidence.remember(shown);
    await evidence.remember({ ...shown, sha256: 'b'.repeat(64), shownAt: 2_000 });

    expect(await evidence.find(shown)).toMatchObject({ sha256: 'b'.repeat(64), shownAt: 1_000 });
  });

  test('what was removed is known as that, and not due', async () => {
    await evidence.remember(shown);
    await evidence.setRemoved(shown, 'person', 5_000);

    expect(await evidence.find(shown)).toMatchObject({ removed: { at: 5_000, by: 'person' } });
    expect(await due(now)).toEqual([]);
  });

  test('due is what was shown before, the oldest first, and a number at once', async () => {
    for (const [messageId, shownAt] of Object.entries({ new: 3_000, old: 1_000, middle: 2_000 }))
      await evidence.remember({ ...shown, messageId, shownAt });

    expect(await due(3_000)).toEqual(['old', 'middle']);
    expect(await evidence.due({ shownBefore: 3_000, now, max: 1 })).toMatchObject([{ messageId: 'old', failures: 0 }]);
  });

  test('what failed is due again when it was postponed to, and the failures are counted', async () => {
    await evidence.remember(shown);
    await evidence.postpone(shown, now + 10);
    await evidence.postpone(shown, now + 20);

    expect(await due(now, now + 19)).toEqual([]);
    expect(await evidence.due({ shownBefore: now, now: now + 20, max: 1 })).toMatchObject([{ failures: 2 }]);
  });

  test('what is gone is forgotten, and so is what is old, removed or not', async () => {
    for (const [messageId, shownAt] of Object.entries({ m1: 1_000, m2: 1_999, m3: 2_000 }))
      await evidence.remember({ ...shown, messageId, shownAt });
    await evidence.setRemoved({ ...shown, messageId: 'm2' }, 'time', 5_000);

    await evidence.forget(shown);
    await evidence.forgetOld(2_000);

    expect(await evidence.find(shown)).toBeUndefined();
    expect(await evidence.find({ ...shown, messageId: 'm2' })).toBeUndefined();
    expect(await evidence.find({ ...shown, messageId: 'm3' })).toBeDefined();
  });
});

test.each(engines)('on %s it survives a restart', async (_, create) => {
  const database = await create();
  let state = await database.open();
  await state.evidence.remember(shown);
  await state.evidence.setRemoved(shown, 'person', 5_000);
  await state.close();
  state = await database.open();

  expect(await state.evidence.find(shown)).toEqual({ ...shown, removed: { at: 5_000, by: 'person' } });
  await database.remove();
});
