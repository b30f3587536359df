import { describe, expect, test } from '@jest/globals';
import { createCommandLimits, createSharedLimits, type CommandQuotas } from '../../src/bot/limits.ts';
import { channelPlace } from '../support/access.ts';
import { manualClock } from '../support/clock.ts';
import { sharedQuotas } from '../support/shared-quotas.ts';

const quotas: CommandQuotas = {
  perPerson: { calls: 2, perMs: 60_000 },
  perConversation: { calls: 3, perMs: 60_000 },
};

function limited() {
  const clock = manualClock();
  const limits = createCommandLimits(quotas, clock);
  return {
    clock,
    /** `taken`, or who is refused and whether that was said. */
    come: (id: string, roomId = 'room') => {
      const incoming = { person: { id, objectId: undefined, name: id }, place: { ...channelPlace, roomId } };
      const refused = limits.ofPerson(incoming) ?? limits.ofRoom(incoming);
      return refused === undefined ? 'taken' : `${refused.whose} ${refused.isSaid ? 'silently' : refused.retryAfterMs}`;
    },
  };
}

test('takes as many of one person as the quota says, in whatever room, and then says when to go on', async () => {
  const { clock, come } = limited();
  expect([come('ana', 'a'), come('ana', 'b')]).toEqual(['taken', 'taken']);
  await clock.advance(20_000);

  expect(come('ana', 'c')).toBe('person 40000');
  await clock.advance(40_000);

  expect(come('ana', 'c')).toBe('taken');
});

test('takes as many in one room as the quota says, of whomever; another room is not held up', () => {
  const { come } = limited();
  for (const id of ['ana', 'ben', 'cid']) expect(come(id)).toBe('taken');

  expect(come('dan')).toBe('conversation 60000');
  expect(come('dan', 'another')).toBe('taken');
});

describe('a flood', () => {
  test('of one person is told so once a minute', async () => {
    const { clock, come } = limited();
    come('ana', 'a');
    await clock.advance(30_000);
    come('ana', 'b');

    const first = [come('ana', 'c'), come('ana', 'd'), come('ana', 'a')];
    await clock.advance(30_000);
    const then = [come('ana', 'c'), come('ana', 'd')];
    await clock.advance(30_000);
    const later = [come('ana', 'c'), come('ana', 'd')];

    expect(first).toEqual(['person 30000', 'person silently', 'person silently']);
    expect(then).toEqual(['taken', 'person silently']); // a minute has not passed since it was said
    expect(later).toEqual(['taken', 'person 30000']);
  });

  test('of many in one room is told so once in the room', () => {
    const { come } = limited();
    for (const id of ['ana', 'ben', 'cid']) come(id);

    expect([come('dan'), come('eve'), come('ana')]).toEqual([
      'conversation 60000',
      'conversation silently',
      'conversation silently',
    ]);
  });

  test('does not make the wait longer: what is refused does not count', async () => {
    const { clock, come } = limited();
    come('ana');
    come('ana');
    for (let i = 0; i < 100; i++) come('ana');
    await clock.advance(60_000);

    expect([come('ana'), come('ana')]).toEqual(['taken', 'taken']);
  });

  test('of more people than are remembered forgets whom it heard longest ago, and no more', () => {
    const { come } = limited();
    come('ana', 'a');
    come('ana', 'a');
    expect(come('ana', 'a')).toBe('person 60000');

    for (let i = 0; i < 10_000; i++) come(`other ${i}`, `room ${i}`);

    expect(come('ana', 'a')).toBe('taken');
    expect(come('other 9999', 'x')).toBe('taken');
    expect(come('other 9999', 'y')).toBe('person 60000');
  });
});

describe('of several processes', () => {
  function together() {
    const clock = manualClock();
    const shared = sharedQuotas(clock);
    const each = [1, 2].map(() => createSharedLimits(quotas, clock, shared));
    const come = async (at: number, id: string, roomId = 'room'): Promise<string> => {
      const incoming = { person: { id, objectId: undefined, name: id }, place: { ...channelPlace, roomId } };
      const limits = each[at];
      const refused = (await limits?.ofPerson(incoming)) ?? (await limits?.ofRoom(incoming));
      return refused === undefined ? 'taken' : `${refused.whose} ${refused.isSaid ? 'silently' : refused.retryAfterMs}`;
    };
    return { clock, shared, come };
  }

  test('a person is taken as often by all of them as by one, and told why not', async () => {
    const { clock, come } = together();

    expect([await come(0, 'ana', 'a'), await come(1, 'ana', 'b')]).toEqual(['taken', 'taken']);
    expect([await come(0, 'ana', 'c'), await come(0, 'ana', 'd')]).toEqual(['person 60000', 'person silently']);
    await clock.advance(60_000);
    expect([await come(0, 'ana', 'c'), await come(0, 'ana', 'd')]).toEqual(['taken', 'taken']);
  });

  test('a room is too, and what is refused there counts for the person alone', async () => {
    const { come } = together();
    for (const [at, id] of ['ana', 'ben', 'cid'].entries()) expect(await come(at % 2, id)).toBe('taken');

    expect(await come(1, 'dan')).toBe('conversation 60000');
    expect([await come(1, 'dan', 'b'), await come(1, 'dan', 'c')]).toEqual(['taken', 'person 60000']);
  });

  test('nobody is taken while it cannot be known who else was, and that counts nowhere', async () => {
    const { shared, come } = together();
    shared.isAway = true;

    for (let i = 0; i < 3; i++) await expect(come(0, 'ana')).rejects.toThrow('away');
    shared.isAway = false;

    expect([await come(0, 'ana'), await come(0, 'ana')]).toEqual(['taken', 'taken']);
  });
});
