/** Teams’ limits where several processes send as one bot. */

import { describe, expect, test } from '@jest/globals';
import type { Answer, Call } from '../../src/teams/connector-exchange.ts';
import { createPace } from '../../src/teams/pace.ts';
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
    const send = (at: number) =>
      (at === 0 ? one : other).exchange(
        {
          ...{ method: 'POST', origin: 'https://smba.trafficmanager.net', path: '/', body: '{}' },
          ...{ kind: 'send', serviceUrl, conversationId: '19:a@thread.tacv2', isSpare: false },
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
});
