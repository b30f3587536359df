/** `npm run demo`: emulator, bot and Playground together on this machine. Nothing to configure, nothing from the network. */

import { parseArgs } from 'node:util';
import { actions, alerts, living } from '../emulator/data/ids.ts';
import { startEmulator } from '../emulator/emulator.ts';
import { emulatorEnvironment, startBotProcess } from './bot-process.ts';
import { freePortOr, PortTakenError } from './ports.ts';
import { startPlayground } from './playground.ts';

const toType = [
  [`https://security.microsoft.com/alerts/${alerts.hackTool}`, 'an alert by its link; then by buttons: docs/tour.md'],
  [`files ${alerts.hackTool}`, 'the files of an alert'],
  [`result ${actions.minidump} 0`, 'what a script printed on a device'],
  [`files ${alerts.manyFiles}`, 'more files than fit one card'],
  [`result ${actions.longOutput}`, '2,000 lines, page by page'],
  [`watch ${living.succeeds}`, 'an action that ends in less than a minute'],
  [`result ${actions.hostileOutput}`, 'output written to deceive its reader'],
] as const;

/** Defender is not next door. The Playground, too, shows an answer above its question when it comes within a moment. */
const awayMs = 120;

interface Stoppable {
  stop(): Promise<unknown>;
}

const started: Stoppable[] = [];
const stopping = new AbortController();

async function stop(): Promise<void> {
  if (stopping.signal.aborted) process.exit(1); // asked twice: at once
  stopping.abort();
  await Promise.allSettled(started.map((one) => one.stop()));
  process.exit();
}

async function demo(): Promise<void> {
  const { values } = parseArgs({ options: { 'no-playground': { type: 'boolean', default: false } } });
  const withPlayground = !values['no-playground'];
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());

  const ports = {
    emulator: await freePortOr(4010, 'EMULATOR_PORT'),
    bot: await freePortOr(3978, 'PORT'),
    ...(withPlayground ? { playground: await freePortOr(56150, 'PLAYGROUND_PORT') } : {}),
  };
  const emulator = await startEmulator({ port: ports.emulator });
  started.push({ stop: () => emulator.close() });
  emulator.addFault({ kind: 'latency', latencyMs: awayMs, match: '^/api/' });
  const environment = {
    BOT_AUTH: 'off',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
    ...emulatorEnvironment(emulator.url),
  };
  const bot = await startBotProcess(ports.bot, environment);
  started.push(bot.child);
  console.log(`Defender emulator  ${emulator.url}`);
  console.log(`Bot                ${bot.messagesUrl}`);
  if (ports.playground !== undefined) {
    const playground = await startPlayground({ botUrl: bot.messagesUrl, port: ports.playground });
    started.push(playground);
    console.log(`\nOpen               ${playground.url}`);
  }
  console.log('\nType, in a chat with the bot (in a channel, mention it first):');
  const longest = Math.max(...toType.map(([text]) => text.length));
  for (const [text, what] of toType) console.log(`  ${text.padEnd(longest)}  ${what}`);
  console.log('\nCtrl+C stops everything.');
  await bot.child.exited();
  if (!stopping.signal.aborted) throw new Error(`The bot has ended. It said:\n${bot.child.output()}`);
}

try {
  await demo();
} catch (error) {
  if (!stopping.signal.aborted) {
    console.error(error instanceof PortTakenError ? error.message : error);
    process.exitCode = 1;
    await stop();
  }
}
