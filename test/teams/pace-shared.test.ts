/** Teams’ limits where several processes send as one bot. */

import { describe, expect, test } from '@jest/globals';
import type { Answer, Call } from '../../src/teams/connector-exchange.ts';
import { createPace } from '../../src/teams/pace.ts';
import { sharedPaceLimits } from '../../src/teams/shared-pace.ts';
import { manualClock } from '../support/clock.ts';
import { sharedQuotas } from '../support/shared-quotas.ts';

const serviceUrl = 'https://smba.trafficmanager.net/teams/';
const secondMs = 1_000;

const taken: Answer = { status: 201, id: 'm1', code: undefined, retryAfter: undefined, said: {} };

describe('where other processes send as the same bot', () => {
  function together() {
    const clock = manualClock();
    const shared = sharedQuotas(clock);
    const went: Call[] = [];
    const next = (call: Call): Promise<Answer> => {
      went.push(call);
      return Promise.resolve(taken);
    };
    const [one, other] = [
      createPace(next, { clock, sharedQuotas: shared }),
      createPace(next, { clock, sharedQuotas: shared }),
    ];
    const send = (at: number, conversationId = '19:a@thread.tacv2') =>
      (at === 0 ? one : other).exchange(
        {
          ...{ method: 'POST', origin: 'https://smba.trafficmanager.net', path: '/', body: '{}' },
          ...{ kind: 'send', serviceUrl, conversationId, isSpare: false },
        },
        undefined,
        undefined,
      );
    return { clock, shared, went, send };
  }

  test('a thread takes from all of them what Teams allows', async () => {
    const { clock, went, send } = together();
    const all = Array.from({ length: 20 }, (_, i) => send(i % 2));

    await clock.advance(0);
    expect(went).toHaveLength(7);
    await clock.advance(2 * secondMs - 1);
    expect(went).toHaveLength(8);
    await clock.advance(60 * secondMs);
    await Promise.all(all);
    expect(went).toHaveLength(20);
  });

  test('each goes by its own count while it cannot be known what the others sent', async () => {
    const { clock, shared, went, send } = together();
    shared.isAway = true;
    const all = Array.from({ length: 8 }, () => send(0));

    await clock.advance(0);
    expect(went).toHaveLength(7);
    await clock.advance(2 * secondMs);
    await Promise.all(all);
  });

  describe('while whoever is asked what the others sent says nothing', () => {
    const { patienceMs, pauseMs } = sharedPaceLimits;

    test('a send waits for that no longer than a second, and those after it do not', async () => {
      const { clock, shared, went, send } = together();
      shared.isSilent = true;

      const first = send(0);
      await clock.advance(patienceMs - 1);
      expect(went).toHaveLength(0);
      await clock.advance(1);
      await first;
      await Promise.all([send(0), send(0)]);

      expect(went).toHaveLength(3);
      expect(shared.wanted).toHaveLength(1);
    });

    test('one send asks again after some seconds, and no other waits for that', async () => {
      const { clock, shared, went, send } = together();
      shared.isSilent = true;
      const first = send(0);
      await clock.advance(patienceMs);
      await first;
      await clock.advance(pauseMs);

      const asking = send(0);
      const other = send(0, '19:b@thread.tacv2');
      await clock.advance(0);
      expect(went).toHaveLength(2);
      await clock.advance(patienceMs);
      await Promise.all([asking, other]);

      expect(shared.wanted).toHaveLength(2);
    });

    test('each asks again once it has answered', async () => {
      const { clock, shared, send } = together();
      shared.isAway = true;
      await send(0);
      shared.isAway = false;
      await clock.advance(pauseMs);

      await send(0);
      await send(0);

      expect(shared.wanted).toHaveLength(3);
    });
  });
});
