/** Random traffic in random weather: what holds of the connector whatever happens. */

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Weather } from '../support/sky.ts';
import { createWeatherHarness, type Fate, type Message } from './weather-harness.ts';

const places = ['a:chat', '19:b@thread.tacv2', '19:c@thread.tacv2;messageid=1', '19:c@thread.tacv2;messageid=2'];

/** A message that meets this three times is sent all the same. */
const mild = fc.constantFrom<Weather>(
  { status: 412 },
  { status: 429 },
  { status: 502 },
  { status: 503 },
  { status: 504 },
  { slowMs: 4_000 },
  ...[1, 7, 30].map((retryAfter) => ({ status: 429, retryAfter })),
);

/** Once is enough for most messages. */
const rough = fc.constantFrom<Weather>(
  { status: 400 },
  { status: 401 },
  { status: 404, code: 'ActivityNotFoundInConversation' },
  { status: 413, code: 'MessageSizeTooBig' },
  { status: 500 },
  { slowMs: 20_000 },
  'lost',
  'taken, answer lost',
  'silence',
);

function traffic(weather: fc.Arbitrary<Weather>): fc.Arbitrary<readonly Message[]> {
  const message = fc.record({
    in: fc.constantFrom(...places),
    as: fc.constantFrom<NonNullable<Message['as']>>('post', 'post', 'post', 'edit', 'typing'),
    weather: fc.array(weather, { maxLength: 3 }),
  });
  return fc
    .array(message, { minLength: 1, maxLength: 30 })
    .map((all) => all.map((one, n) => ({ ...one, text: `${n}` })));
}

/** What holds in any weather. */
async function under(messages: readonly Message[]): Promise<readonly (Message & Fate)[]> {
  const { all, sky, connector, close } = await createWeatherHarness();
  try {
    const fates = await all(messages);
    const sent = messages.flatMap((message, n) => fates.slice(n, n + 1).map((fate) => ({ ...message, ...fate })));
    for (const place of places) {
      const asked = sent.filter((one) => one.in === place && one.as !== 'typing');
      const shown = sky.shown(place);
      // Each at most once, in order; and what was reported as sent is there.
      expect(shown).toEqual(asked.map(({ text }) => text).filter((text) => shown.includes(text)));
      expect(shown).toEqual(expect.arrayContaining(asked.filter(({ isSent }) => isSent).map(({ text }) => text)));
    }
    expect(sky.limits.exceeded).toEqual([]);
    expect(connector.held()).toMatchObject({ conversations: 0 });
    return sent;
  } finally {
    await close();
  }
}

const runs = { numRuns: 40 };

test('in weather that passes nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(traffic(mild), async (messages) => {
      const lost = (await under(messages)).filter(({ as, isSent }) => as !== 'typing' && !isSent);

      expect(lost).toEqual([]);
    }),
    runs,
  );
});

test('in any weather nothing is twice, out of order or over a limit, and what is lost is told', async () => {
  await fc.assert(
    fc.asyncProperty(traffic(fc.oneof(mild, rough)), async (messages) => {
      const sent = await under(messages);

      for (const { isSent, refusal } of sent) expect(isSent).toBe(refusal === undefined);
    }),
    runs,
  );
});
