/** The whole bot as a process, as in production: real tokens in, its own token out, Defender behind, cards to the connector. */

import { rm, writeFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generateKeyPair } from 'jose';
import { actions, alerts } from '../../emulator/data/ids.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { botApp, fullApp, tenantId as emulatorTenant } from '../../emulator/identity.ts';
import { emulatorEnvironment, startBotProcess, type BotProcess } from '../../scripts/bot-process.ts';
import { freePort } from '../../scripts/ports.ts';
import { checkActivity, readCard } from '../support/card-check.ts';
import { createChannel, type Channel } from '../support/channel.ts';
import { until } from '../support/until.ts';

let emulator: Emulator;
let channel: Channel;
let bot: BotProcess;
let folder: string;

beforeAll(async () => {
  emulator = await startEmulator();
  channel = await createChannel();
  folder = await mkdtemp(join(tmpdir(), 'policy-'));
  const policy = join(folder, 'policy.json');
  await writeFile(policy, JSON.stringify({ grants: [{ role: 'reader', to: 'tenant' }] }));
  for (const id of ['29:ana', '29:ben']) {
    channel.directory.set(`/v3/conversations/a%3Achat/members/${encodeURIComponent(id)}`, {
      id,
      userRole: 'user',
      tenantId: emulatorTenant,
      aadObjectId: '22222222-aaaa-bbbb-cccc-0123456789ab',
    });
  }
  bot = await startBotProcess(await freePort(), {
    ...emulatorEnvironment(emulator.url),
    HOST: '127.0.0.1',
    MicrosoftAppId: botApp.clientId,
    MicrosoftAppTenantId: emulatorTenant,
    MicrosoftAppPassword: botApp.clientSecret ?? '',
    BOT_OPENID_URL: channel.openIdUrl,
    BOT_TOKEN_URL: `${emulator.url}/${emulatorTenant}/oauth2/v2.0/token`,
    SERVICE_URL_HOSTS: channel.host,
    ACCESS_POLICY_FILE: policy,
  });
}, 60_000);

afterAll(async () => {
  await bot.child.stop();
  await channel.close();
  await emulator.close();
  await rm(folder, { recursive: true });
});

let ids = 0;

/** Posts as Teams does; gives the status. */
async function post(fields: object, authorization?: string): Promise<number> {
  const tenant = {
    conversation: { id: 'a:chat', conversationType: 'personal', tenantId: emulatorTenant },
    channelData: { tenant: { id: emulatorTenant } },
  };
  const token = await channel.sign({ claims: { aud: botApp.clientId } });
  const response = await fetch(bot.messagesUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: authorization ?? `Bearer ${token}` },
    body: JSON.stringify(
      channel.message({
        id: `t${++ids}`,
        recipient: { id: `28:${botApp.clientId}`, name: 'Triage' },
        ...tenant,
        ...fields,
      }),
    ),
  });
  return response.status;
}

/** The next thing that the bot posts or edits, typing aside. */
async function answerTo(
  fields: object,
): Promise<{ readonly method: string; readonly path: string; readonly activity: Record<string, unknown> }> {
  const before = channel.received.length;
  expect(await post(fields)).toBe(200);
  const answer = await until(() =>
    channel.received
      .slice(before)
      .find(({ body }) => typeof body === 'object' && body !== null && 'type' in body && body.type === 'message'),
  );
  return { method: answer.method, path: answer.path, activity: answer.body as Record<string, unknown> }; // found as an object above
}

function cardOf(activity: Record<string, unknown>): ReturnType<typeof readCard> {
  expect(checkActivity(activity)).toEqual([]);
  const [attachment] = activity['attachments'] as readonly { readonly content: unknown }[]; // checkActivity has seen to it
  return readCard(attachment?.content);
}

describe('the bot as a process, with authentication', () => {
  test('answers files in the thread, signed with its own token', async () => {
    const { activity, path } = await answerTo({ text: `files ${alerts.hackTool}` });

    const { lines } = cardOf(activity);
    expect(lines[0]).toBe('kms.exe: HackTool:MSIL/AutoKms, prevented');
    expect(lines).toContain('SHA-256 470a75fe3da2ddf9d27fb3f9c96e6c665506ea7ba26ab89f0c89606f678ae4a2');
    expect(activity['summary']).toBe('kms.exe: HackTool-MSIL-AutoKms, prevented');
    expect(path).toBe(`/v3/conversations/${encodeURIComponent('a:chat')}/activities/t${ids}`);
    expect(channel.received.at(-1)?.authorization).toMatch(/^Bearer ey/);
  });

  test('answers result with what the script printed', async () => {
    const { lines } = cardOf((await answerTo({ text: `result ${actions.minidump} 0` })).activity);

    expect(lines[0]).toBe('minidump.ps1 on LAPTOP-042: exit code 0, no errors');
    expect(lines.join('\n')).toContain('C:\\windows\\TEMP\\OfficeClickToRun.dmp.zip');
    expect(lines.join('\n')).toContain('transcript header hidden, invalid JSON mended, 3 NUL characters removed');
  });

  test('edits the card under a paging button, and posts a copy for somebody else', async () => {
    const posted = await answerTo({ text: `files ${alerts.manyFiles}` });
    const next = cardOf(posted.activity).actions.find(({ title }) => title === 'Next 5');
    const cardId = `m${channel.received.filter(({ method }) => method === 'POST').length}`;

    const edited = await answerTo({ text: undefined, value: next?.data, replyToId: cardId });
    const copy = await answerTo({
      text: undefined,
      value: next?.data,
      replyToId: cardId,
      from: { id: '29:ben', name: 'Ben' },
    });

    expect(edited).toMatchObject({
      method: 'PUT',
      path: `/v3/conversations/${encodeURIComponent('a:chat')}/activities/${cardId}`,
    });
    expect(cardOf(edited.activity).lines.join('\n')).toContain('files 6-10 of 10');
    expect(copy.method).toBe('POST');
  });

  test('refuses a person of whom Teams knows nothing, before anything is looked up', async () => {
    emulator.clearRequests();

    const { activity } = await answerTo({ text: 'files not-an-id', from: { id: '29:eve', name: 'Eve' } });

    expect(activity['summary']).toContain('which you do not have here');
    expect(emulator.requests()).toEqual([]);
  });

  test('refuses a token that somebody else signed, and asks nobody', async () => {
    const before = [channel.received.length, emulator.requests().length];
    const { privateKey: key } = await generateKeyPair('RS256');
    const claims = { aud: botApp.clientId, serviceurl: channel.serviceUrl };
    const forged = await channel.sign({ key, claims });

    expect(await post({ text: `files ${alerts.hackTool}` }, `Bearer ${forged}`)).toBe(401);

    expect([channel.received.length, emulator.requests().length]).toEqual(before);
  });

  test('refuses people of another tenant', async () => {
    const foreign = '99999999-aaaa-bbbb-cccc-0123456789ab';

    expect(await post({ conversation: { id: 'a:x', conversationType: 'personal', tenantId: foreign } })).toBe(403);
  });

  test('asks Defender with nothing but GETs, and for the index that was typed', async () => {
    emulator.clearRequests();

    await answerTo({ text: `result ${actions.threeCommands} 1` });

    const asked = emulator.requests().filter(({ path }) => path.startsWith('/api/'));
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /api/machineactions/${actions.threeCommands}`,
      `GET /api/machineactions/${actions.threeCommands}/GetLiveResponseResultDownloadLink(index=1)`,
    ]);
  });

  test('says nothing of tokens, secrets and links, neither in its log nor in a card', () => {
    const said = bot.child.output() + JSON.stringify(channel.received.map(({ body }) => body));

    expect(said.length).toBeGreaterThan(5_000);
    for (const secret of [
      'sig=',
      'Bearer',
      'eyJ',
      fullApp.clientSecret,
      botApp.clientSecret,
      'CustomPlaybookCommandOutput',
    ]) {
      expect(said).not.toContain(secret);
    }
  });

  test('finishes what it began when it is told to stop, and exits with 0', async () => {
    emulator.addFault({ kind: 'latency', latencyMs: 1_000, match: '/files$', times: 1 });
    const before = channel.received.length;
    expect(await post({ text: `files ${alerts.hackTool}` })).toBe(200);

    const code = await bot.child.stop(20_000);

    expect(code).toBe(0);
    const late = channel.received.slice(before).map(({ body }) => JSON.stringify(body));
    expect(late.join('\n')).toContain('HackTool:MSIL/AutoKms');
  });
});
