/** The whole bot in this process, as in production: it knows who may ask, and keeps its state in a file. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { botApp, tenantId } from '../../emulator/identity.ts';
import { emulatorEnvironment } from '../../scripts/bot-process.ts';
import { createApp } from '../../src/app.ts';
import type { Clock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { openState } from '../../src/state/state.ts';
import type { SoakTeams } from './teams.ts';

export interface SoakBot {
  readonly messagesUrl: string;
  /** Bugs: errors of the platform in a turn, or a line that the weather does not explain. */
  readonly bugs: readonly string[];
  /** Warnings and errors by what they say, counted. */
  readonly said: ReadonlyMap<string, number>;
  /** Stops it. Gives whether it was done in time, and how many questions the state still holds as running. */
  stop(): Promise<{ readonly isDone: boolean; readonly running: number }>;
}

const policy = { grants: [{ role: 'reader', to: 'tenant' }], evidenceIn: ['personal', 'group'] };

/** What the weather explains: docs/operations.md, "Log". */
const explained = [
  'Teams did not take the answer',
  'a turn failed',
  'an answer is larger than Teams takes',
  'An invoke took too long',
];
const ofThePlatform = /^(?:Type|Range|Reference|Syntax|Eval|URI|Aggregate|Assertion)?Error$/;

export async function startSoakBot(
  defenderUrl: string,
  teams: SoakTeams,
  { clock, random }: { readonly clock: Clock; readonly random: () => number },
): Promise<SoakBot> {
  const folder = await mkdtemp(join(tmpdir(), 'soak-'));
  const file = join(folder, 'bot.db');
  const policyFile = join(folder, 'policy.json');
  await writeFile(policyFile, JSON.stringify(policy));
  const config = readConfig({
    ...emulatorEnvironment(defenderUrl),
    HOST: '127.0.0.1',
    MicrosoftAppId: botApp.clientId,
    MicrosoftAppTenantId: tenantId,
    MicrosoftAppPassword: botApp.clientSecret ?? '',
    BOT_OPENID_URL: `${teams.url}/openid`,
    BOT_TOKEN_URL: `${defenderUrl}/${tenantId}/oauth2/v2.0/token`,
    SERVICE_URL_HOSTS: new URL(teams.url).host,
    ACCESS_POLICY_FILE: policyFile,
  });
  const said = new Map<string, number>();
  const bugs: string[] = [];
  const note = (isError: boolean) => (fields: object, message: string) => {
    const { error } = fields as { readonly error?: unknown }; // the name, as errorFields writes it
    said.set(message, (said.get(message) ?? 0) + 1);
    const isBug = (isError && !explained.includes(message)) || (typeof error === 'string' && ofThePlatform.test(error));
    if (isBug && bugs.length < 20) bugs.push(`${message} ${JSON.stringify(fields)}`);
  };
  const quiet = (): undefined => undefined;
  const log = { debug: quiet, info: quiet, warn: note(false), error: note(true) };
  const state = await openState({ file });
  const app = createApp({ ...config, listen: { port: 0, host: '127.0.0.1' } }, { clock, random, log, state });
  const { port } = await app.start();

  return {
    messagesUrl: `http://127.0.0.1:${port}/api/messages`,
    bugs,
    said,
    async stop() {
      const isDone = await app.stop({ leadMs: 0, deadlineMs: 25_000 });
      await state.close();
      const next = await openState({ file });
      const running = (await next.activities.takeOver()).length;
      await next.close();
      await rm(folder, { recursive: true });
      return { isDone, running };
    },
  };
}
