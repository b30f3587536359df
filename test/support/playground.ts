/** The Microsoft 365 Agents Playground as a child process: a Teams client that needs no tenant. */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

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

const cli = fileURLToPath(new URL('../../node_modules/@microsoft/m365agentsplayground/cli.js', import.meta.url));

/** Its input ends when this process does, however that comes about: a test run that is killed leaves nothing behind. */
const diesWithUs = 'data:text/javascript,process.stdin.on("close", () => process.exit()).resume()';

/** Rejects, with what the Playground logged, when it is not ready in time; its process is ended then. */
export async function startPlayground({ botUrl, readyWithinMs = 20_000 }: PlaygroundOptions): Promise<Playground> {
  const folder = await mkdtemp(join(tmpdir(), 'playground-'));
  const port = await freePort();
  const paths = { config: join(folder, 'place.yml'), log: join(folder, 'playground.log') };
  await writeFile(paths.config, config());
  const child = spawn(
    process.execPath,
    ['--import', diesWithUs, cli, 'start', '-e', botUrl, '-c', 'msteams', '-p', String(port), '--dt'],
    {
      cwd: folder,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: paths.config,
        M365_AGENTS_PLAYGROUND_LOGFILE: paths.log,
      },
    },
  );
  const log = () => readFile(paths.log, 'utf8').catch(() => '');

  async function stop(): Promise<void> {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  }

  const url = `http://127.0.0.1:${port}`;
  if (child.pid === undefined || !(await isReady(url, child, readyWithinMs))) {
    const said = await log();
    await stop();
    throw new Error(`The Playground was not ready within ${readyWithinMs} ms. It said:\n${said}`);
  }
  return { url, pid: child.pid, log, stop };
}

/** It listens, and says so, before it has read its configuration, and may end then: only an answer counts. */
async function isReady(url: string, child: ChildProcess, withinMs: number): Promise<boolean> {
  const stopAt = performance.now() + withinMs;
  while (performance.now() < stopAt && child.exitCode === null) {
    const answer = await fetch(`${url}/_debug/ping`).catch(() => undefined);
    if (answer?.ok === true) return true;
    await sleep(50);
  }
  return false;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 3_000);
  await ended;
  clearTimeout(force);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('A TCP server has a port');
  return address.port;
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
