import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { generateKeyPair, SignJWT } from 'jose';
import { alerts, actions, files, machines } from '../../../emulator/data/ids.ts';
import type { Emulator } from '../../../emulator/emulator.ts';
import { bareApp, fullApp, limitedApp, responderApp, tenantId } from '../../../emulator/identity.ts';
import { defender, send, signedIn, startMs, startStill, tokenFor } from '../client.ts';

let emulator: Emulator;
beforeEach(async () => (emulator = await startStill()));
afterEach(() => emulator.close());

const filesPath = `/api/alerts/${alerts.hackTool}/files`;
const resultPath = `/api/machineactions/${actions.minidump}/GetLiveResponseResultDownloadLink(index=0)`;

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

async function foreignToken(): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  const claims = { appid: fullApp.clientId, tid: tenantId, roles: fullApp.roles };
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(`https://sts.windows.net/${tenantId}/`)
    .setAudience(defender)
    .setExpirationTime(startMs / 1000 + 600)
    .sign(privateKey);
}

describe('a call', () => {
  test('is refused without a token', async () => {
    const { status, json } = await send(emulator, filesPath);

    expect(status).toBe(401);
    expect(json).toMatchObject({ error: { code: 'Unauthorized', target: expect.any(String) } });
  });

  test.each([
    ['that nobody signed', () => Promise.resolve('x.y.z')],
    ['that somebody else signed', foreignToken],
  ])('is refused with a token %s', async (_name, token) => {
    const { status } = await send(emulator, filesPath, bearer(await token()));

    expect(status).toBe(401);
  });

  test('is refused once the token has run out', async () => {
    const token = await tokenFor(emulator);

    emulator.advance(3_598_000);
    const before = await send(emulator, filesPath, bearer(token));
    emulator.advance(1000);
    const after = await send(emulator, filesPath, bearer(token));

    expect([before.status, after.status]).toEqual([200, 401]);
  });

  test.each(['https://graph.microsoft.com', 'https://api.security.microsoft.com'])(
    'is refused with 403, not 401, when the token was made for %s',
    async (resource) => {
      const { status, json } = await send(emulator, filesPath, bearer(await tokenFor(emulator, fullApp, resource)));

      expect(status).toBe(403);
      expect(json).toMatchObject({ error: { code: 'Forbidden', message: expect.stringContaining('audience') } });
    },
  );

  test.each([
    'https://securitycenter.onmicrosoft.com/windowsatpservice',
    'https://api.securitycenter.windows.com',
    'https://api-gcc.securitycenter.microsoft.us',
    'https://api-gov.securitycenter.microsoft.us',
  ])('is answered when the token was made for %s', async (resource) => {
    const { status } = await send(emulator, filesPath, bearer(await tokenFor(emulator, fullApp, resource)));

    expect(status).toBe(200);
  });

  test.each([
    [
      limitedApp,
      resultPath,
      'API required roles: Machine.ReadWrite.All, application roles: File.Read.All, Machine.Read.All.',
    ],
    [limitedApp, `/api/alerts/${alerts.hackTool}`, 'API required roles: Alert.Read.All, Alert.ReadWrite.All, '],
    [bareApp, filesPath, 'API required roles: File.Read.All, application roles: .'],
  ])('names the missing roles (%#)', async (app, path, words) => {
    const get = await signedIn(emulator, app);

    const { status, json } = await get(path);

    expect(status).toBe(403);
    expect(json).toMatchObject({
      error: { code: 'Forbidden', message: expect.stringContaining(`Missing application roles. ${words}`) },
    });
  });
});

describe('the permissions', () => {
  const action = `/api/machineactions/${actions.minidump}`;
  test.each([
    ['GET', '/api/alerts', [fullApp]],
    ['GET', `/api/alerts/${alerts.hackTool}`, [fullApp]],
    ['GET', filesPath, [fullApp, limitedApp]],
    ['GET', `/api/files/${files.autoKms}`, [fullApp, limitedApp]],
    ['GET', `/api/files/${files.autoKms}/stats`, [fullApp, limitedApp]],
    ['GET', `/api/machines/${machines.laptop}`, [fullApp, limitedApp, responderApp]],
    ['GET', '/api/machineactions', [fullApp, limitedApp, responderApp]],
    ['GET', action, [fullApp, limitedApp, responderApp]],
    ['GET', resultPath, [fullApp, responderApp]],
    ['POST', `${action}/cancel`, [responderApp]],
    ['POST', `/api/machines/${machines.laptop}/runliveresponse`, [responderApp]],
  ])('of %s %s are the documented ones', async (method, path, allowed) => {
    for (const app of [fullApp, limitedApp, bareApp, responderApp]) {
      const call = await signedIn(emulator, app);

      const { status } = await call(path, { method });

      expect([app.name, status === 403]).toEqual([app.name, !allowed.includes(app)]);
    }
  });
});
