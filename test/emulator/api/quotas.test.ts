import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions, alerts, machines } from '../../../emulator/data/ids.ts';
import type { Emulator } from '../../../emulator/emulator.ts';
import { limitedApp, responderApp, tenantId } from '../../../emulator/identity.ts';
import { signedIn, startStill, type Received } from '../client.ts';

let emulator: Emulator;
beforeEach(async () => (emulator = await startStill()));
afterEach(() => emulator.close());

async function times(count: number, call: () => Promise<Received>): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (let i = 0; i < count; i++) statuses.push((await call()).status);
  return statuses;
}

describe('the quota', () => {
  test('of a minute is 100 calls of one endpoint, whatever the id', async () => {
    const get = await signedIn(emulator);
    const ids = Object.values(actions);

    const statuses = await times(101, () => get(`/api/machineactions/${ids[emulator.requests().length % ids.length]}`));

    expect(statuses.filter((status) => status === 200)).toHaveLength(100);
    expect(statuses.at(-1)).toBe(429);
  });

  test('of starting live response is 10 calls', async () => {
    const post = await signedIn(emulator, responderApp);
    const start = () => post(`/api/machines/${machines.idle}/runliveresponse`, { method: 'POST', body: {} });

    expect(await times(11, start)).toEqual([...Array<number>(10).fill(400), 429]);
  });

  test('tells when to come back, in the header and in the text, and keeps its word', async () => {
    emulator.setQuotas({ enabled: true, override: { perMinute: 1, perHour: 100 } });
    const get = await signedIn(emulator);
    const ask = () => get('/api/alerts');

    await ask();
    emulator.advance(20_500);
    const refused = await ask();
    emulator.advance(39_000);
    const tooEarly = await ask();
    emulator.advance(1000);
    const inTime = await ask();

    expect(refused.headers['retry-after']).toBe('40');
    expect(refused.json).toEqual({
      error: {
        code: '429',
        message: expect.stringMatching(/You can send requests again in 40 seconds\.$/),
        target: tenantId,
      },
    });
    expect([refused.status, tooEarly.status, inTime.status]).toEqual([429, 429, 200]);
  });

  test('of an hour outlives the minute', async () => {
    emulator.setQuotas({ enabled: true, override: { perMinute: 10, perHour: 2 } });
    const get = await signedIn(emulator);

    const first = await times(3, () => get('/api/alerts'));
    emulator.advance(120_000);
    const { status, headers } = await get('/api/alerts');

    expect(first).toEqual([200, 200, 429]);
    expect(status).toBe(429);
    expect(headers['retry-after']).toBe('3480');
  });

  test('is each endpoint’s and each app’s own', async () => {
    emulator.setQuotas({ enabled: true, override: { perMinute: 1, perHour: 100 } });
    const full = await signedIn(emulator);
    const limited = await signedIn(emulator, limitedApp);
    const path = `/api/alerts/${alerts.hackTool}/files`;

    await full(path);
    const statuses = [await full(path), await limited(path), await full('/api/alerts')].map(({ status }) => status);

    expect(statuses).toEqual([429, 200, 200]);
  });

  test('is not spent by calls that are refused anyway', async () => {
    emulator.setQuotas({ enabled: true, override: { perMinute: 1, perHour: 100 } });
    const get = await signedIn(emulator);

    await get('/api/alerts', { headers: { authorization: 'Bearer x' } });

    expect((await get('/api/alerts')).status).toBe(200);
  });

  test('can be switched off', async () => {
    emulator.setQuotas({ enabled: false });
    const get = await signedIn(emulator);

    expect(new Set(await times(120, () => get('/api/alerts?$top=1')))).toEqual(new Set([200]));
  });
});
