import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planned } from '../../src/feed/plan.ts';
import type { QueuedPost } from '../../src/state/feed-posts.ts';

function post(alertId: string, incidentId: number | undefined, parts: Partial<QueuedPost> = {}): QueuedPost {
  return {
    roomId: '19:a',
    alertId,
    incidentId,
    severity: 'High',
    deviceId: undefined,
    createdAt: 1,
    late: 'no',
    ...parts,
  };
}

const told = (due: readonly QueuedPost[], isChannel: boolean, threads: readonly (readonly [number, string])[] = []) =>
  planned(due, { isChannel, threads: new Map(threads) }).map(({ posts, threadId, begins }) => [
    posts.map(({ alertId }) => alertId).join(' '),
    threadId ?? 'new',
    begins.join(' '),
  ]);

describe('in a channel', () => {
  test('each incident has its thread, and an alert of none is alone', () => {
    expect(told([post('a', 1), post('b', 2), post('c', 1), post('d', undefined)], true, [[2, 't2']])).toEqual([
      ['b', 't2', ''],
      ['a c', 'new', '1'],
      ['d', 'new', ''],
    ]);
  });

  test('many new incidents at once share a thread, which is then that of each', () => {
    const due = Array.from({ length: 6 }, (_, i) => post(`a${i}`, i));

    expect(told([...due, post('b', 9)], true, [[9, 't9']])).toEqual([
      ['b', 't9', ''],
      ['a0 a1 a2 a3 a4 a5', 'new', '0 1 2 3 4 5'],
    ]);
  });

  test('what came in a gap is one message, and the thread of those incidents that have none', () => {
    const due = [post('a', 1, { late: 'all' }), post('b', 2, { late: 'all' }), post('c', 3)];

    expect(told(due, true, [[2, 't2']])).toEqual([
      ['a b', 'new', '1'],
      ['c', 'new', '3'],
    ]);
  });

  test('what follows on an incident that is only now caught up waits for its thread', () => {
    expect(told([post('a', 1, { late: 'some' }), post('b', 1)], true)).toEqual([['a', 'new', '1']]);
  });
});

describe('in a chat', () => {
  test('a few are told one by one, more in one message', () => {
    expect(told([post('a', 1), post('b', 1), post('c', 2)], false).map(([ids]) => ids)).toEqual(['a', 'b', 'c']);
    expect(told([post('a', 1), post('b', 1), post('c', 2), post('d', 2)], false)).toEqual([['a b c d', 'new', '']]);
  });
});

test('no alert is in two messages, and no incident begins two threads', () => {
  const any = fc.array(
    fc.record({ incident: fc.option(fc.nat(9), { nil: undefined }), late: fc.constantFrom('no', 'all', 'some') }),
    { maxLength: 40 },
  );

  fc.assert(
    fc.property(any, fc.boolean(), fc.uniqueArray(fc.nat(9)), (parts, isChannel, known) => {
      const due = parts.map(({ incident, late }, i) => post(`a${i}`, incident, { late }));
      const threads = new Map(known.map((incident) => [incident, `t${incident}`]));

      const messages = planned(due, { isChannel, threads });

      const ids = messages.flatMap(({ posts }) => posts.map(({ alertId }) => alertId));
      const begun = messages.flatMap(({ begins }) => begins);
      expect(new Set(ids).size).toBe(ids.length);
      expect(new Set(begun).size).toBe(begun.length);
      expect(begun.filter((incident) => threads.has(incident))).toEqual([]);
      expect(messages.every(({ posts }) => posts.length > 0)).toBe(true);
    }),
  );
});
