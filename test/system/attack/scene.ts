/** The bot as a process with its Defender and its channel, and what shows that an attack has done nothing. */

import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { alerts } from '../../../emulator/data/ids.ts';
import { startEmulator } from '../../../emulator/emulator.ts';
import { botApp, tenantId } from '../../../emulator/identity.ts';
import { emulatorEnvironment, startBotProcess, type BotProcess } from '../../../scripts/bot-process.ts';
import { freePort } from '../../../scripts/ports.ts';
import { createChannel, type Channel, type SignOptions } from '../../support/channel.ts';
import { until } from '../../support/until.ts';

export interface Scene {
  readonly bot: BotProcess;
  readonly port: number;
  readonly channel: Channel;
  readonly appId: string;
  readonly tenantId: string;
  /** What Teams itself would send; `undefined`: the bot asks for none. */
  readonly authorization: string | undefined;
  /** A token for this bot. */
  readonly sign: (options?: SignOptions) => Promise<string>;
  /** A message that makes the bot ask Defender and answer, once it gets in. */
  readonly forged: (fields?: object) => Record<string, unknown>;
  /** Asks as somebody whom the bot has never seen, and waits for the answer. Gives the status. */
  readonly ask: (fields?: object) => Promise<number>;
  /** What went out since the last look and was not for `ask`: requests to Defender, calls to the connector, look-ups there. */
  readonly leaked: () => readonly string[];
  readonly close: () => Promise<void>;
}

export interface SceneOptions {
  readonly auth?: 'required' | 'off';
  /** For Node itself. */
  readonly nodeArgs?: readonly string[];
}

const asking = 'a:asking-';
const askingPath = `/v3/conversations/${encodeURIComponent(asking)}`;

export async function startScene({ auth = 'required', nodeArgs = [] }: SceneOptions = {}): Promise<Scene> {
  const emulator = await startEmulator();
  const channel = await createChannel();
  channel.keys = [...channel.keys, ...(await oddKeys(channel))];
  const folder = await mkdtemp(join(tmpdir(), 'attack-'));
  const port = await freePort();
  const identity = {
    HOST: '127.0.0.1',
    MicrosoftAppId: botApp.clientId,
    MicrosoftAppTenantId: tenantId,
    MicrosoftAppPassword: botApp.clientSecret ?? '',
    BOT_OPENID_URL: channel.openIdUrl,
    BOT_TOKEN_URL: `${emulator.url}/${tenantId}/oauth2/v2.0/token`,
    SERVICE_URL_HOSTS: channel.host,
    ACCESS_POLICY_FILE: await letEverybodyIn(channel, folder),
  };
  const env = { ...emulatorEnvironment(emulator.url), ...(auth === 'off' ? { BOT_AUTH: 'off' } : identity) };
  const bot = await startBotProcess(port, env, nodeArgs);

  const sign = ({ claims, ...options }: SignOptions = {}): Promise<string> =>
    channel.sign({ claims: { aud: botApp.clientId, ...claims }, ...options });
  const authorization = auth === 'off' ? undefined : `Bearer ${await sign()}`;
  const message = (fields: object): Record<string, unknown> =>
    channel.message({
      recipient: { id: `28:${botApp.clientId}`, name: 'Triage' },
      conversation: { id: 'a:forged', conversationType: 'personal', tenantId },
      channelData: { tenant: { id: tenantId } },
      ...fields,
    });
  let asked = 0;
  const newRequests = newest();
  const newCalls = newest();
  const newLookUps = newest();

  return {
    bot,
    port,
    channel,
    appId: botApp.clientId,
    tenantId,
    authorization,
    sign,
    forged: (fields = {}) => message({ text: `files ${alerts.hackTool}`, ...fields }),
    async ask(fields = {}) {
      asked++;
      const id = `${asking}${asked}`;
      const response = await fetch(bot.messagesUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
        body: JSON.stringify(
          message({
            id: `t${asked}`,
            from: { id: `29:${asked}`, name: 'Ana' },
            conversation: { id, conversationType: 'personal', tenantId },
            ...fields,
          }),
        ),
      });
      if (response.status === 200) {
        const path = `/v3/conversations/${encodeURIComponent(id)}/`;
        await until(() => channel.received.find((one) => one.path.startsWith(path) && isMessage(one.body)));
      }
      return response.status;
    },
    leaked: () => [
      ...newRequests(emulator.requests().flatMap(({ path }) => (path.startsWith('/api/') ? [path] : []))),
      ...newCalls(channel.received.flatMap(({ path }) => (path.startsWith(askingPath) ? [] : [path]))),
      ...newLookUps(channel.lookedUp.filter((path) => !path.startsWith(askingPath))),
    ],
    async close() {
      await bot.child.stop();
      await channel.close();
      await emulator.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Whoever forged a message would have its answer too: no rule of who may do what stands in for the gate. Gives the policy’s path. */
async function letEverybodyIn({ directory }: Channel, folder: string): Promise<string> {
  const aadObjectId = '22222222-aaaa-bbbb-cccc-0123456789ab';
  const sender = `/v3/conversations/${encodeURIComponent('a:forged')}/members/${encodeURIComponent('29:ana')}`;
  directory.set(sender, { id: '29:ana', userRole: 'user', tenantId, aadObjectId });
  const path = join(folder, 'policy.json');
  await writeFile(path, JSON.stringify({ grants: [{ role: 'reader', to: 'tenant' }] }));
  return path;
}

/** Keys beside the good one: each is announced, and may not speak for Teams. All but the last two are of the same pair. */
async function oddKeys({ publicJwk }: Channel): Promise<readonly object[]> {
  const elliptic = await exportJWK((await generateKeyPair('ES256')).publicKey);
  const weak = generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey.export({ format: 'jwk' });
  return [
    { ...publicJwk, kid: 'unendorsed' },
    { ...publicJwk, kid: 'endorsed-for-nothing', endorsements: [] },
    { ...publicJwk, kid: 'endorsed-for-others', endorsements: ['directline', 'webchat', 'MSTEAMS', 'msteams2'] },
    { ...publicJwk, kid: 'endorsed-by-a-text', endorsements: 'msteams' },
    { kty: 'oct', kid: 'shared', k: Buffer.from('shared secret').toString('base64url'), endorsements: ['msteams'] },
    { ...elliptic, kid: 'elliptic', endorsements: ['msteams'] },
    { ...weak, kid: 'weak', endorsements: ['msteams'] },
  ];
}

/** Gives what is new in a list that only grows. */
function newest(): (all: readonly string[]) => readonly string[] {
  let seen = 0;
  return (all) => {
    const fresh = all.slice(seen);
    seen = all.length;
    return fresh;
  };
}

function isMessage(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'type' in body && body.type === 'message';
}
