import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { contextMaxAgeMs, type Opened, type OpenedKind } from '../../src/state/context.ts';
import type { State } from '../../src/state/state.ts';
import { engines, type TestDatabase } from './engines.ts';

const ana = { personId: '29:ana', conversationId: '19:room@thread.tacv2;messageid=1' };
const openedAt = 1_000;
const alert: Opened = { kind: 'alert', id: '636688558380765161_2136280442', openedAt };

describe.each(engines)('on %s', (_, create) => {
  let database: TestDatabase;
  let state: State;

  beforeEach(async () => {
    database = await create();
    state = await database.open();
  });

  afterEach(async () => {
    await database.remove();
  });

  const latest = (kinds: readonly OpenedKind[], by = ana, now = openedAt): Promise<Opened | undefined> =>
    state.context.latest(by, kinds, now);

  describe('what somebody opened in a thread', () => {
    test('is known there, with when', async () => {
      await state.context.remember(ana, alert);

      expect(await latest(['alert'])).toEqual(alert);
    });

    test.each([
      ['of another person', { personId: '29:ben' }],
      ['of another thread', { conversationId: '19:room@thread.tacv2;messageid=2' }],
      ['of the channel around the thread', { conversationId: '19:room@thread.tacv2' }],
      ['of another conversation', { conversationId: 'a:chat' }],
    ])('is nothing %s', async (_, other) => {
      await state.context.remember(ana, alert);

      expect(await latest(['alert'], { ...ana, ...other })).toBeUndefined();
    });

    test('gives way to the next of its kind, and stands beside another kind', async () => {
      await state.context.remember(ana, alert);
      await state.context.remember(ana, { kind: 'device', id: 'd', openedAt: 2_000 });
      await state.context.remember(ana, { ...alert, id: 'next', openedAt: 3_000 });

      expect(await latest(['alert'])).toEqual({ kind: 'alert', id: 'next', openedAt: 3_000 });
      expect(await latest(['device'])).toEqual({ kind: 'device', id: 'd', openedAt: 2_000 });
    });

    test('is the latest of the kinds that are asked for', async () => {
      await state.context.remember(ana, { kind: 'incident', id: '2451', openedAt: 3_000 });
      await state.context.remember(ana, { ...alert, openedAt: 2_000 });
      await state.context.remember(ana, { kind: 'action', id: 'a', openedAt: 4_000 });

      expect(await latest(['alert', 'incident'])).toMatchObject({ kind: 'incident' });
      expect(await latest(['file'])).toBeUndefined();
    });
  });

  describe('after eight hours', () => {
    const end = openedAt + contextMaxAgeMs;

    test('it stands for nothing any more, and until then it does', async () => {
      await state.context.remember(ana, alert);

      expect(contextMaxAgeMs).toBe(28_800_000);
      expect(await latest(['alert'], ana, end - 1)).toEqual(alert);
      expect(await latest(['alert'], ana, end)).toBeUndefined();
    });

    test('it is forgotten, and what is younger is not', async () => {
      await state.context.remember(ana, alert);
      await state.context.remember(ana, { kind: 'action', id: 'a', openedAt: openedAt + 1 });

      await state.context.forget(end);

      expect(await latest(['alert'])).toBeUndefined();
      expect(await latest(['action'])).toBeDefined();
      await state.close();
      expect(await database.contents()).not.toContain(alert.id);
    });
  });

  test('a restart keeps it', async () => {
    await state.context.remember(ana, alert);
    await state.close();
    state = await database.open();

    expect(await latest(['alert'])).toEqual(alert);
  });
});
