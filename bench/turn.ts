/**
 * `npm run bench -- turn`: what a turn costs, beside a bare bot on the SDK as it comes, in one run on one machine.
 * Ratios say something; milliseconds say what this machine did today.
 */

import { fileURLToPath } from 'node:url';
import { alerts } from '../emulator/data/ids.ts';
import { startEmulator } from '../emulator/emulator.ts';
import { fullApp, tenantId } from '../emulator/identity.ts';
import { emulatorEnvironment } from '../scripts/bot-process.ts';
import { startChild, type Child } from '../scripts/child.ts';
import { nodeFlags } from '../scripts/node-flags.ts';
import { freePort } from '../scripts/ports.ts';
import { ready } from '../scripts/ready.ts';
import { startTeams, type Answer, type Teams } from './connector.ts';
import { cpuMs, residentMiB } from './process-figures.ts';

const turns = 1_000;
const warmUp = 100;
/** The bot's clock is twenty times as fast, so that Defender's 100 calls a minute are 33 a second. */
const turnsPerSecond = 30;
/** One person asks all of it. */
const unlimited = { PERSON_COMMANDS_PER_MINUTE: '999999', CONVERSATION_COMMANDS_PER_MINUTE: '999999' };
/** Asked of Defender each time, whatever is remembered. */
const question = { command: 'files', words: [alerts.hackTool], fresh: true };

interface Measured {
  readonly cpuMsPerTurn: number;
  readonly latenciesMs: readonly number[];
  readonly units: number;
  readonly idleMiB: number;
  readonly afterMiB: number;
}

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

async function startBot(
  file: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly child: Child; readonly messagesUrl: string }> {
  const port = String(await freePort());
  const child = startChild([here(file)], {
    env: { PATH: process.env['PATH'], PORT: port, ...env },
    nodeArgs: nodeFlags,
  });
  await ready(`http://127.0.0.1:${port}/readyz`, child, 20_000);
  return { child, messagesUrl: `http://127.0.0.1:${port}/api/messages` };
}

async function measure(file: string, env: Readonly<Record<string, string>>, teams: Teams): Promise<Measured> {
  const { child, messagesUrl } = await startBot(file, env);
  const idleMiB = residentMiB(child.pid);
  await ask(warmUp, messagesUrl, teams);
  const before = cpuMs(child.pid);
  const answers = await ask(turns, messagesUrl, teams);
  const cpuMsPerTurn = (cpuMs(child.pid) - before) / turns;
  const afterMiB = residentMiB(child.pid);
  await child.stop();
  return { cpuMsPerTurn, latenciesMs: answers.map(({ ms }) => ms), units: answers[0]?.units ?? 0, idleMiB, afterMiB };
}

async function ask(times: number, messagesUrl: string, teams: Teams): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let i = 0; i < times; i++) {
    const answer = await teams.ask(messagesUrl, question);
    if (answer.units < 3_000) throw new Error(`An answer of ${answer.units} units is not the card that is measured`);
    answers.push(answer);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, 1_000 / turnsPerSecond - answer.ms)));
  }
  return answers;
}

/** The calls of one `files` turn, made by themselves: two side by side, then one. */
async function emulatorLatencies(url: string): Promise<readonly number[]> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: fullApp.clientId,
    client_secret: fullApp.clientSecret ?? '',
    scope: 'https://api.securitycenter.microsoft.com/.default',
  });
  const answer = await fetch(`${url}/${tenantId}/oauth2/v2.0/token`, { method: 'POST', body: form });
  const { access_token: token } = (await answer.json()) as { readonly access_token: string }; // of our own emulator
  const get = async (path: string): Promise<unknown> =>
    (await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } })).json();
  const latencies = [];
  for (let i = 0; i < warmUp + turns; i++) {
    const start = performance.now();
    await Promise.all([get(`/api/alerts/${alerts.hackTool}`), get(`/api/alerts/${alerts.hackTool}/files`)]);
    await get('/api/files/5c1f0e6b9a2d47c38e7b1d604f92ac8853de7016/stats');
    if (i >= warmUp) latencies.push(performance.now() - start);
  }
  return latencies;
}

async function demoReadyS(): Promise<number> {
  const ports = {
    EMULATOR_PORT: String(await freePort()),
    PORT: String(await freePort()),
    PLAYGROUND_PORT: String(await freePort()),
  };
  const start = performance.now();
  const child = startChild([here('../scripts/demo.ts')], { env: { PATH: process.env['PATH'], ...ports } });
  while (!child.output().includes('Ctrl+C') && !child.hasExited())
    await new Promise((resolve) => setTimeout(resolve, 10));
  const seconds = (performance.now() - start) / 1_000;
  await child.stop();
  return seconds;
}

function percentile(values: readonly number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;
}

const teams = await startTeams();
const emulator = await startEmulator({ quotas: { enabled: false } });
const ours = await measure(
  'bot.ts',
  { BOT_AUTH: 'off', LOG_LEVEL: 'info', ...emulatorEnvironment(emulator.url), ...unlimited },
  teams,
);
const bare = await measure('echo-bot.ts', { CARD_UNITS: String(ours.units - 400) }, teams);
const defender = await emulatorLatencies(emulator.url);
await emulator.close();
teams.close();
const demo = [await demoReadyS(), await demoReadyS(), await demoReadyS()];

const row = (what: string, of: (one: Measured) => number): object => ({
  what,
  bot: of(ours).toFixed(2),
  'bare SDK bot': of(bare).toFixed(2),
  ratio: (of(ours) / of(bare)).toFixed(2),
});
console.table([
  row(`CPU per warm files turn, ms (${turns} turns)`, ({ cpuMsPerTurn }) => cpuMsPerTurn),
  row('message to card, p50 ms', ({ latenciesMs }) => percentile(latenciesMs, 0.5)),
  row('message to card, p95 ms', ({ latenciesMs }) => percentile(latenciesMs, 0.95)),
  row('size of the answer, UTF-16 units', ({ units }) => units),
  row('resident idle, MiB', ({ idleMiB }) => idleMiB),
  row(`resident after ${turns + warmUp} turns, MiB`, ({ afterMiB }) => afterMiB),
]);
const above = (part: number): string => (percentile(ours.latenciesMs, part) - percentile(defender, part)).toFixed(2);
console.log(`message to card above the emulator's own latency: p50 ${above(0.5)} ms, p95 ${above(0.95)} ms`);
console.log(`  (the emulator's own, for the same three calls: p50 ${percentile(defender, 0.5).toFixed(2)} ms)`);
console.log(`npm run demo to ready, s: ${demo.map((seconds) => seconds.toFixed(2)).join(', ')}`);
