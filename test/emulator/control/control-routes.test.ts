import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions, alerts } from '../../../emulator/data/ids.ts';
import type { Emulator } from '../../../emulator/emulator.ts';
import { fullApp, tenantId } from '../../../emulator/identity.ts';
import { send, signedIn, startStill, targetOf, textAt, tokenForm, type Received } from '../client.ts';

let emulator: Emulator;
beforeEach(async () => (emulator = await startStill()));
afterEach(() => emulator.close());

function control(method: string, path: string, body?: object | string): Promise<Received> {
  return send(emulator, `/control/${path}`, { method, ...(body === undefined ? {} : { body }) });
}

const files = `/api/alerts/${alerts.hackTool}/files`;

describe('the controls', () => {
  test('move the clock', async () => {
    const get = await signedIn(emulator);

    const moved = await control('POST', 'clock', { advanceMs: 3 * 3_600_000 });
    const read = await control('GET', 'clock');
    const later = await signedIn(emulator);

    expect(moved).toMatchObject({ status: 200, json: { now: '2026-11-24T17:03:22.000Z' } });
    expect(read.json).toEqual(moved.json);
    expect((await get(files)).status).toBe(401);
    expect((await later(`/api/machineactions/${actions.pending}`)).json).toMatchObject({
      status: 'TimeOut',
      errorHResult: -2145844840,
    });
  });

  test('set the speed of the clock', async () => {
    let now = 0;
    const own = await startStill({ realNow: () => now });
    await send(own, '/control/clock', { method: 'POST', body: { speed: 60 } });
    now = 1000;

    const { json } = await send(own, '/control/clock');
    await own.close();

    expect(json).toEqual({ now: '1970-01-01T00:01:00.000Z' });
  });

  test('add and clear faults', async () => {
    const get = await signedIn(emulator);

    const added = await control('POST', 'faults', { match: '/files$', status: 503, retryAfterSeconds: 1 });
    const struck = await get(files);
    await control('DELETE', 'faults');

    expect([added.status, struck.status, (await get(files)).status]).toEqual([204, 503, 200]);
  });

  test('set and unset the link', async () => {
    const get = await signedIn(emulator);
    const path = `/api/machineactions/${actions.minidump}/GetLiveResponseResultDownloadLink(index=0)`;

    await control('PUT', 'link', { value: 'https://evil.example/x' });
    const replaced = await get(path);
    await control('DELETE', 'link');

    expect(replaced.json).toMatchObject({ value: 'https://evil.example/x' });
    expect((await get(path)).json).toMatchObject({ value: expect.stringContaining(emulator.url) });
  });

  test.each([
    [{ enabled: false }, [200, 200, 200]],
    [{ perMinute: 2 }, [200, 200, 429]],
    [{ perHour: 1 }, [200, 429, 429]],
  ])('set the quotas to %p', async (quotas, expected) => {
    await control('PUT', 'quotas', quotas);
    const get = await signedIn(emulator);

    expect([await get(files), await get(files), await get(files)].map(({ status }) => status)).toEqual(expected);
  });

  test('show and forget what was asked', async () => {
    const get = await signedIn(emulator);
    await get(`${files}?$top=1`);

    const { json } = await control('GET', 'requests');
    await control('DELETE', 'requests');

    expect(json).toEqual({
      value: [
        expect.objectContaining({ method: 'POST', path: `/${tenantId}/oauth2/v2.0/token`, authorized: false }),
        { at: '2026-11-24T14:03:22.000Z', method: 'GET', path: `${files}?$top=1`, status: 200, authorized: true },
      ],
    });
    expect(emulator.requests()).toEqual([]);
  });

  test('show no secret: no signature, no token, no form', async () => {
    const get = await signedIn(emulator);
    const path = `/api/machineactions/${actions.minidump}/GetLiveResponseResultDownloadLink(index=0)`;
    const target = targetOf(textAt((await get(path)).json, 'value'));
    await send(emulator, target);
    await send(emulator, `/${tenantId}/oauth2/token?client_secret=x`, { method: 'POST', body: tokenForm(fullApp) });

    const { text } = await control('GET', 'requests');

    expect(text).toContain(target.split('?')[0]);
    expect(text).not.toMatch(/sig=|Bearer|client_secret|eyJ/);
  });

  test('put everything back', async () => {
    await control('POST', 'clock', { advanceMs: 8 * 60_000 });
    await control('POST', 'faults', { kind: 'reset' });
    await control('PUT', 'quotas', { perMinute: 0 });

    const { status } = await control('POST', 'reset');
    const get = await signedIn(emulator);

    expect(status).toBe(204);
    expect((await get(`/api/machineactions/${actions.inProgress}`)).json).toMatchObject({
      status: 'InProgress',
      commands: [{ commandStatus: 'InProgress' }, {}],
    });
  });

  test.each([
    ['POST', 'clock', { advanceMs: -1 }, 'advanceMs'],
    ['POST', 'clock', { speed: 1e9 }, 'speed'],
    ['POST', 'clock', { speed: '60' }, 'speed'],
    ['POST', 'clock', { spede: 60 }, 'spede'],
    ['POST', 'faults', {}, 'kind must be one of'],
    ['POST', 'faults', { kind: 'explode' }, 'kind must be one of'],
    ['POST', 'faults', { kind: 'status', status: 99 }, 'status'],
    ['POST', 'faults', { kind: 'reset', match: '(' }, 'regular expression'],
    ['POST', 'faults', { kind: 'reset', match: 7 }, 'match'],
    ['PUT', 'link', {}, 'value'],
    ['POST', 'faults', { kind: 'latency', latencyMs: -1 }, 'latencyMs'],
    ['PUT', 'quotas', { enabled: 'no' }, 'enabled'],
    ['PUT', 'quotas', { perMinute: -1 }, 'perMinute'],
    ['POST', 'faults', '[]', 'JSON object'],
    ['POST', 'faults', '{', 'JSON object'],
  ])('refuse %s %s with %p, and say why', async (method, path, body, words) => {
    const { status, json } = await control(method, path, body);

    expect(status).toBe(400);
    expect(json).toMatchObject({ error: { message: expect.stringContaining(words) } });
  });

  test.each([
    ['GET', 'nothing'],
    ['DELETE', 'clock'],
    ['GET', '../control/requests'],
    ['GET', '__proto__'],
  ])('do not know %s %s', async (method, path) => {
    expect((await control(method, path)).status).toBe(404);
  });

  test.each([
    ['comes from a web page', { origin: 'http://evil.example' }],
    ['comes from a page without a name', { origin: 'null' }],
    ['names another host', { host: 'evil.example' }],
    ['names a host that begins like ours', { host: '127.0.0.1.evil.example:80' }],
    ['names a host that holds ours', { host: 'localhost@evil.example' }],
  ])('refuse a request that %s', async (_name, headers) => {
    const { status } = await send(emulator, '/control/requests', { headers });

    expect(status).toBe(403);
  });

  test.each(['localhost', 'localhost:4010', '127.0.0.1:1', '[::1]:4010'])(
    'are there under the host %s',
    async (host) => {
      expect((await send(emulator, '/control/requests', { headers: { host } })).status).toBe(200);
    },
  );
});
