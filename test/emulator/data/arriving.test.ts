import { describe, expect, test } from '@jest/globals';
import { withArrivals } from '../../../emulator/data/arriving.ts';
import { createWorld } from '../../../emulator/data/create-world.ts';
import { startEmulator } from '../../../emulator/emulator.ts';

const startMs = Date.parse('2026-11-24T14:03:22Z');
const hourMs = 3_600_000;

const after = (hours: number, seed?: number) =>
  withArrivals(createWorld(startMs), startMs, { perHour: 60, ...(seed === undefined ? {} : { seed }) }).arrived?.(
    startMs + hours * hourMs,
  ) ?? [];

describe('alerts that arrive', () => {
  test('come by the clock, the same ones each time', () => {
    expect(after(0)).toEqual([]);
    expect(after(2).length).toBeGreaterThan(110);
    expect(after(2)).toEqual(after(2));
    expect(after(2, 7)).not.toEqual(after(2));
  });

  test('are of incidents of one and of several, with ids of their own', () => {
    const alerts = after(4);
    const sizes = [...Map.groupBy(alerts, ({ alert }) => alert['incidentId']).values()].map((of) => of.length);

    expect(Math.min(...sizes)).toBe(1);
    expect(Math.max(...sizes)).toBeGreaterThan(2);
    expect(new Set(alerts.map(({ id }) => id)).size).toBe(alerts.length);
  });

  test('some show later than they were created', () => {
    const seen = new Set(after(1).map(({ id }) => id));
    const late = after(1.1).filter(
      ({ id, alert }) =>
        !seen.has(id) && Date.parse(JSON.stringify(alert['alertCreationTime']).slice(1, -1)) <= startMs + hourMs,
    );

    expect(late.length).toBeGreaterThan(0);
  });

  test('are taken and resolved, and say when they changed', () => {
    const alerts = after(4).map(({ alert }) => alert);
    const taken = alerts.filter(({ assignedTo }) => assignedTo !== null);

    expect(taken.length / alerts.length).toBeGreaterThan(0.3);
    expect(alerts.some(({ status }) => status === 'Resolved')).toBe(true);
    expect(taken.every(({ lastUpdateTime, alertCreationTime }) => lastUpdateTime !== alertCreationTime)).toBe(true);
  });
});

test('the API shows what has arrived, and none where none were asked for', async () => {
  const emulator = await startEmulator({ realNow: () => startMs, arriving: { perHour: 60 } });
  const still = await startEmulator({ realNow: () => startMs });
  const count = async ({ url }: { readonly url: string }): Promise<number> => {
    const body = new URLSearchParams({
      ...{ grant_type: 'client_credentials', client_id: '0b6f2c1e-4a39-4f0b-8d39-5a6e7c1d2f01' },
      ...{ client_secret: 'emulator-secret-full', scope: 'https://api.securitycenter.microsoft.com/.default' },
    });
    const tenant = '5d1c0a52-7d3e-4b0e-9a50-3d2f0c6f8a11';
    const signedIn = await fetch(`${url}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body });
    const { access_token: token } = (await signedIn.json()) as { access_token: string }; // of the emulator itself
    const counted = await fetch(`${url}/api/alerts/$count`, { headers: { authorization: `Bearer ${token}` } });
    return Number(await counted.text());
  };
  const before = await count(emulator);
  emulator.advance(30 * 60_000);
  still.advance(30 * 60_000);

  expect((await count(emulator)) - before).toBeGreaterThan(20);
  expect(await count(still)).toBe(before);
  await emulator.close();
  await still.close();
});
