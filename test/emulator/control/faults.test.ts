import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions, alerts } from '../../../emulator/data/ids.ts';
import type { Emulator } from '../../../emulator/emulator.ts';
import { fullApp, tenantId } from '../../../emulator/identity.ts';
import { send, signedIn, startStill, targetOf, textAt, tokenForm } from '../client.ts';

let emulator: Emulator;
let get: Awaited<ReturnType<typeof signedIn>>;
beforeEach(async () => {
  emulator = await startStill();
  get = await signedIn(emulator);
});
afterEach(() => emulator.close());

const files = `/api/alerts/${alerts.hackTool}/files`;
const linkPath = `/api/machineactions/${actions.minidump}/GetLiveResponseResultDownloadLink(index=0)`;

async function link(): Promise<string> {
  return textAt((await get(linkPath)).json, 'value');
}

describe('a fault', () => {
  test('strikes as often as asked, and then never again', async () => {
    emulator.addFault({ kind: 'status', status: 503, times: 2 });

    const statuses = [await get(files), await get(files), await get(files)].map(({ status }) => status);

    expect(statuses).toEqual([503, 503, 200]);
  });

  test.each([['/files'], ['/files$'], ['ALERTS/[^/]+/files'], [files], ['(index=0)']])(
    'strikes where its match, %s, fits, and nowhere else',
    async (match) => {
      emulator.addFault({ kind: 'status', status: 503, match });

      const statuses = [await get(files), await get(linkPath), await get('/api/alerts?$top=1')].map(
        ({ status }) => status,
      );

      expect(statuses).toEqual(match === '(index=0)' ? [200, 503, 200] : [503, 200, 200]);
    },
  );

  test('strikes no longer when it is cleared', async () => {
    emulator.addFault({ kind: 'reset' });
    emulator.clearFaults();

    expect((await get(files)).status).toBe(200);
  });

  test('follows the one that was added before it', async () => {
    emulator.addFault({ kind: 'status', status: 500, times: 1 });
    emulator.addFault({ kind: 'html502', times: 1 });

    expect([(await get(files)).status, (await get(files)).status]).toEqual([500, 502]);
  });

  test.each([
    [{ status: 500 }, { code: 'InternalServerError' }],
    [{ status: 401 }, { code: 'Unauthorized' }],
    [{ status: 403, code: 'DisabledFeature', message: 'Tenant feature is not enabled' }, { code: 'DisabledFeature' }],
    [{ status: 404 }, { code: 'ResourceNotFound' }],
    [
      { status: 429, retryAfterSeconds: 7 },
      { code: '429', message: expect.stringContaining('again in 7 seconds') },
    ],
  ])('answers %p in the API’s envelope', async (fault, error) => {
    emulator.addFault({ kind: 'status', ...fault });

    const { status, json } = await get(files);

    expect(status).toBe(fault.status);
    expect(json).toMatchObject({ error });
  });

  test.each([429, 503])('answers %d with Retry-After', async (status) => {
    emulator.addFault({ kind: 'status', status, retryAfterSeconds: 7 });

    expect((await get(files)).headers['retry-after']).toBe('7');
  });

  test('answers as a gateway does, in HTML', async () => {
    emulator.addFault({ kind: 'html502' });

    const { status, headers, text } = await get(files);

    expect([status, headers['content-type']]).toEqual([502, 'text/html']);
    expect(text).toContain('<html>');
  });

  test.each(['reset', 'cut'] as const)('ends the connection: %s', async (kind) => {
    emulator.addFault({ kind, match: files });

    await expect(get(files)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(emulator.requests().at(-1)).toMatchObject({ path: files, status: null });
  });

  test('answers nothing at all', async () => {
    emulator.addFault({ kind: 'empty' });

    expect(await get(files)).toMatchObject({ status: 200, text: '' });
  });

  test('breaks JSON off', async () => {
    emulator.addFault({ kind: 'malformedJson' });

    const { status, text, json } = await get(files);

    expect(status).toBe(200);
    expect(text).toMatch(/^\{"@odata/);
    expect(json).toBeUndefined();
  });

  test.each([
    [undefined, { value: { unexpected: true } }],
    ['sha256', { value: [{ sha256: { unexpected: true }, size: 113_984 }, {}, {}] }],
  ])('gives the field %p another type', async (field, expected) => {
    emulator.addFault({ kind: 'wrongType', field });

    expect((await get(files)).json).toMatchObject(expected);
  });

  test('gives an answer a part at a time, and whole in the end', async () => {
    const { text: whole } = await get(files);
    emulator.addFault({ kind: 'slow', bytesPerSecond: whole.length * 5 });

    const { text, json } = await get(files);

    expect(text).toBe(whole);
    expect(json).toBeDefined();
  });

  test('delays an answer', async () => {
    emulator.addFault({ kind: 'latency', latencyMs: 30 });
    const order: unknown[] = [];

    // Set first and shorter, in the same process: however slow the machine is, this timer ends before the fault's.
    const earlier = wait(25).then(() => order.push('25 ms'));
    const answered = get(files).then(({ status }) => order.push(status));
    await Promise.all([earlier, answered]);

    expect(order).toEqual(['25 ms', 200]);
  });

  test.each([{ kind: 'hang' }, { kind: 'latency', latencyMs: 60_000 }] as const)(
    'lets a client wait that then gives up, and the emulator lives on (%p)',
    async (fault) => {
      emulator.addFault({ ...fault, times: 1 });

      const asked = fetch(`${emulator.url}${files}`, { signal: AbortSignal.timeout(30) });

      await expect(asked).rejects.toThrow();
      expect((await get(files)).status).toBe(200);
      while (emulator.requests().length < 3) await new Promise((resolve) => setImmediate(resolve));
      const statuses = emulator.requests().map(({ status }) => status);
      expect(statuses.filter((status) => status === null)).toHaveLength(1);
    },
  );

  test('hands out a link that has expired', async () => {
    emulator.addFault({ kind: 'expiredLink', match: 'DownloadLink', times: 1 });

    const expired = await send(emulator, targetOf(await link()));
    const renewed = await send(emulator, targetOf(await link()));

    expect(expired).toMatchObject({ status: 403, text: expect.stringContaining('time frame') });
    expect(renewed.status).toBe(200);
  });

  test('sends the reader of a blob elsewhere', async () => {
    emulator.addFault({ kind: 'redirect', match: '^/investigation', location: 'http://evil.example/x' });

    const { status, headers } = await send(emulator, targetOf(await link()));

    expect([status, headers.location]).toEqual([302, 'http://evil.example/x']);
  });

  test('strikes the token endpoint too', async () => {
    emulator.addFault({ kind: 'status', status: 500, match: 'oauth2' });

    const { status } = await send(emulator, `/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: tokenForm(fullApp),
    });

    expect(status).toBe(500);
  });
});

describe('a link that is set', () => {
  test('takes the place of every other, until it is unset', async () => {
    emulator.setLink('http://evil.example/x?sig=1');
    const replaced = await link();
    emulator.setLink(undefined);

    expect(replaced).toBe('http://evil.example/x?sig=1');
    expect(await link()).toContain(emulator.url);
  });
});
