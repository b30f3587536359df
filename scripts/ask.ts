/**
 * `npm run ask -- "files <alertId>"`: a question from a terminal, for runbooks, smoke tests and people without Teams at
 * hand. `--json` prints the card. With nothing configured the emulator answers, started inside this process.
 * It ends with 0 where it was answered; the others are in `exitCodes`.
 */

import { parseArgs } from 'node:util';
import { startEmulator, type Emulator } from '../emulator/emulator.ts';
import { commands } from '../src/bot/commands/index.ts';
import { ConfigError } from '../src/config.ts';
import type { DetailedLog } from '../src/log.ts';
import { ask, type Asked } from './ask/answer.ts';
import { inert, inertJson, terminalCard } from './ask/terminal-card.ts';
import { emulatorEnvironment } from './bot-process.ts';

const exitCodes = { answered: 0, failed: 1, refused: 2, partial: 3, empty: 4 } as const;
/** The configuration is wrong, or the command line. */
const unusable = 5;

/** To where no pipe takes it for the answer. */
const log: DetailedLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: (_, message) => console.error(`Note: ${message}`),
  error: (_, message) => console.error(`Note: ${message}`),
};

process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : unusable)); // `| head` has enough
process.exitCode = await main().catch((error: unknown) => {
  const isTold = error instanceof ConfigError || (Error.isError(error) && 'code' in error);
  console.error(isTold && Error.isError(error) ? error.message : error);
  return unusable;
});

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const { environment, emulator } = await defender();
  try {
    const asked = await ask(positionals.join(' '), environment, log);
    process.stdout.write(`${values.json ? inertJson(printed(asked)) : textOf(asked)}\n`);
    return exitCodes[asked.outcome];
  } finally {
    await emulator?.close();
  }
}

/** The tenant that is configured; where nothing of one is, the emulator. */
async function defender(): Promise<{
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly emulator?: Emulator;
}> {
  const isConfigured = Object.entries(process.env).some(([name, value]) => name.startsWith('DEFENDER_') && value);
  if (isConfigured) return { environment: process.env };
  const emulator = await startEmulator();
  console.error('Nothing is configured (DEFENDER_TENANT_ID and so on), so the emulator answers, with made-up data.\n');
  return { environment: { ...emulatorEnvironment(emulator.url) }, emulator };
}

function printed({ outcome, answer }: Asked): object {
  return 'content' in answer ? { outcome, summary: answer.summary, card: answer.content } : { outcome, ...answer };
}

function textOf({ answer }: Asked): string {
  if (!('content' in answer)) return inert(answer.text);
  const canAsk = (name: string): boolean => commands.some((one) => one.name === name && one.keeps !== true);
  return terminalCard(answer.content, { isColoured: hasColours(), canAsk });
}

/** Source: no-color.org, and what Node takes from the terminal */
function hasColours(): boolean {
  return process.stdout.isTTY && process.stdout.hasColors() && !process.env['NO_COLOR'];
}
