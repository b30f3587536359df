/** `npm start`: the process around the bot. The only file with side effects on import. */

import { createApp } from './app.ts';
import { systemClock } from './clock.ts';
import { ConfigError, numbers, readConfig } from './config.ts';
import { crashFields } from './crash.ts';
import { createLog, withFields } from './log.ts';
import { StateError } from './state/errors.ts';
import { openState } from './state/state.ts';
import { openTelemetry } from './telemetry/open-telemetry.ts';
import { SpoolError } from './transcript/spool/errors.ts';

try {
  await main();
} catch (error) {
  process.exitCode = exitCodeFor(error);
}

async function main(): Promise<void> {
  const config = readConfig();
  const plainLog = createLog(config.logLevel);
  const telemetry = await openTelemetry(config.telemetry, { clock: systemClock, log: plainLog });
  const log = withFields(plainLog, telemetry.logFields);
  const { journalFile } = config;
  const state = await openState(config.state, { clock: systemClock, log, journalFile });
  const { app, port } = await started().catch(async (error: unknown) => {
    await state.close(); // what it holds open would keep the process alive
    throw error;
  });
  let isStopping = false;

  log.info({ port, host: config.listen.host, auth: config.bot.auth }, 'the bot listens');
  process.on('SIGHUP', () => app.reload());
  const leadMs = config.bot.auth === 'off' ? 0 : numbers.stopLeadMs; // to a bot of this machine nothing leads that could look elsewhere
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal, leadMs, 0));
  // Rejections that nobody handles come here too. What state the bot is in nobody knows then: it begins nothing more,
  // lets the answers of others go out, and leaves the rest to whatever starts it again.
  process.on('uncaughtException', (error, origin) => {
    log.error(crashFields(error), 'nobody caught an error');
    void stop(origin, 0, 1);
  });

  async function started() {
    const app = createApp(config, { clock: systemClock, random: Math.random, log, state, telemetry });
    return { app, ...(await app.start()) };
  }

  async function stop(why: string, lead: number, exitCode: number): Promise<void> {
    if (isStopping) process.exit(1); // asked twice, or failed again: at once
    isStopping = true;
    log.info({ why }, 'the bot stops');
    const isDone = await app.stop({ leadMs: lead, deadlineMs: numbers.stopMs });
    await state.close(); // what is not done is left running in it, for the next start
    log.info({ isDone }, 'the bot has stopped');
    process.exit(exitCode);
  }
}

/** Says what the operator can mend; anything else is thrown on. */
function exitCodeFor(error: unknown): number {
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    return 78; // EX_CONFIG of sysexits.h: restarting does not help
  }
  if (error instanceof SpoolError) {
    const code = error.code === undefined ? '' : ` (${error.code})`;
    process.stderr.write(`TRANSCRIPT_DIR: ${error.message}${code}. Set it to a folder of the bot's own\n`);
    return error.kind === 'unsafe' ? 78 : 1; // its owner and mode do not change by themselves
  }
  if (error instanceof StateError) {
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
  const { code, port } = error as { readonly code?: unknown; readonly port?: unknown }; // of a system error
  if (code !== 'EADDRINUSE') throw error;
  process.stderr.write(`The port ${String(port)} is taken: set PORT to another one\n`);
  return 1;
}
