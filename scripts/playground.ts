/** The Microsoft 365 Agents Playground as a child process: a Teams client that needs no tenant. */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChild } from './child.ts';
import { freePort } from './ports.ts';
import { ready } from './ready.ts';

export interface Playground {
  /** What a person opens in a browser. */
  readonly url: string;
  readonly pid: number;
  /** What it has logged so far. */
  log(): Promise<string>;
  stop(): Promise<void>;
}

export interface PlaygroundOptions {
  /** The bot's whole messaging endpoint, e.g. `http://127.0.0.1:3978/api/messages`. */
  readonly botUrl: string;
  /** Any free one when nothing is said. */
  readonly port?: number;
  readonly readyWithinMs?: number;
}

/** Who and where. The ids have the form of Teams' own, so that the bot sees what it sees in Teams. */
export const place = {
  tenantId: '72f988bf-0000-4000-8000-000000000001',
  bot: { id: '28:72f988bf-0000-4000-8000-0000000000b0', name: 'Defender triage' },
  me: person('alex', 'Alex', 'Wilber', 1),
  personal: { id: 'a:1personal-alex' },
  group: { id: '19:group-of-analysts@thread.v2', name: 'Analysts' },
  team: { id: '19:general@thread.tacv2', name: 'SOC' },
  channel: { id: '19:incident@thread.tacv2', name: 'Incident 924565' },
} as const;

/** 0.2.28 refuses a file with another number of other people than five, or of channels beside General than one. */
const others = [
  person('megan', 'Megan', 'Bowen', 2),
  person('adele', 'Adele', 'Vance', 3),
  person('isaiah', 'Isaiah', 'Langer', 4),
  person('lee', 'Lee', 'Gu', 5),
  person('patti', 'Patti', 'Fernandez', 6),
];

const cli = fileURLToPath(new URL('../node_modules/@microsoft/m365agentsplayground/cli.js', import.meta.url));

/** Rejects, with what the Playground said, when it is not ready in time; its process is ended then. */
export async function startPlayground({
  botUrl,
  port: wanted,
  readyWithinMs = 20_000,
}: PlaygroundOptions): Promise<Playground> {
  const folder = await mkdtemp(join(tmpdir(), 'playground-'));
  const port = wanted ?? (await freePort());
  const paths = { config: join(folder, 'place.yml'), log: join(folder, 'playground.log') };
  await writeFile(paths.config, config());
  const child = startChild([cli, 'start', '-e', botUrl, '-c', 'msteams', '-p', String(port), '--dt'], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      TEAMSAPPTESTER_BROWSER: 'none',
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: paths.config,
      M365_AGENTS_PLAYGROUND_LOGFILE: paths.log,
    },
  });
  const removeFolder = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const url = `http://127.0.0.1:${port}`;
  try {
    // It listens, and says so, before it has read its configuration, and may end then: only an answer counts.
    await ready(`${url}/_debug/ping`, child, readyWithinMs);
  } catch (error) {
    await removeFolder();
    throw error;
  }
  return {
    url,
    pid: child.pid,
    log: () => readFile(paths.log, 'utf8').catch(() => ''),
    async stop() {
      await child.stop(3_000);
      await removeFolder();
    },
  };
}

/** JSON is YAML. */
function config(): string {
  return JSON.stringify({
    version: '0.1.1',
    tenantId: place.tenantId,
    bot: place.bot,
    currentUser: place.me,
    users: others,
    personalChat: place.personal,
    groupChat: place.group,
    team: { ...place.team, aadGroupId: '72f988bf-0000-4000-8000-0000000000c0', channels: [place.channel] },
  });
}

/** @param n - tells their directory ids apart. */
function person(alias: string, givenName: string, surname: string, n: number) {
  const address = `${alias}@contoso.example`;
  return {
    id: `29:1${alias}`,
    name: `${givenName} ${surname}`,
    userPrincipleName: address, // spelled as the Playground spells it
    aadObjectId: `72f988bf-0000-4000-8000-00000000000${n}`,
    givenName,
    surname,
    email: address,
  };
}
