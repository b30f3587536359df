/** The bot as `npm start` runs it, as a child process. */

import { fileURLToPath } from 'node:url';
import { fullApp, tenantId } from '../emulator/identity.ts';
import { startChild, type Child } from './child.ts';
import { nodeFlags } from './node-flags.ts';
import { ready } from './ready.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

export interface BotProcess {
  readonly child: Child;
  /** What a channel posts to. */
  readonly messagesUrl: string;
}

/** Everything that the bot reads comes from `env`: nothing of the caller's own environment reaches it. */
export async function startBotProcess(
  port: number,
  env: Readonly<Record<string, string>>,
  nodeArgs: readonly string[] = [],
): Promise<BotProcess> {
  const child = startChild([main], {
    env: { PATH: process.env['PATH'], PORT: String(port), ...env },
    nodeArgs: [...nodeFlags, ...nodeArgs],
  });
  await ready(`http://127.0.0.1:${port}/readyz`, child, 20_000);
  return { child, messagesUrl: `http://127.0.0.1:${port}/api/messages` };
}

/** Defender is the emulator at `url`, and nothing is kept; who the bot is to Teams is left open. */
export function emulatorEnvironment(url: string, app = fullApp): Readonly<Record<string, string>> {
  return {
    DEFENDER_TENANT_ID: tenantId,
    DEFENDER_CLIENT_ID: app.clientId,
    DEFENDER_CLIENT_SECRET: app.clientSecret ?? '',
    DEFENDER_API_URL: url,
    DEFENDER_TOKEN_URL: `${url}/${tenantId}/oauth2/v2.0/token`,
    DEFENDER_DOWNLOAD_HOSTS: new URL(url).host,
    DATABASE_URL: 'sqlite::memory:',
  };
}
