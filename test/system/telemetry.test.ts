/** What a process loads and asks for telemetry. */

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { emulatorEnvironment, startBotProcess, type BotProcess } from '../../scripts/bot-process.ts';
import { freePort } from '../../scripts/ports.ts';
import { createChannel, type Channel } from '../support/channel.ts';
import { startCollector, type Collector } from '../support/collector.ts';
import { until } from '../support/until.ts';

let channel: Channel;
let collector: Collector;
let bot: BotProcess | undefined;
beforeEach(async () => {
  [channel, collector] = await Promise.all([createChannel(), startCollector()]);
});
afterEach(async () => {
  await bot?.child.stop();
  await Promise.all([channel.close(), collector.close()]);
});

/** Says of each module of the libraries that it is loaded. */
const tellsOfLoading = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({
    load(url, context, next) {
      if (url.includes('/@opentelemetry/')) process.stderr.write('LOADED ' + url + '\\n');
      return next(url, context);
    },
  });
`)}`;

async function askAndStop(env: Readonly<Record<string, string>>): Promise<string> {
  const all = { ...emulatorEnvironment('http://127.0.0.1:9'), BOT_AUTH: 'off', ...env };
  bot = await startBotProcess(await freePort(), all, ['--import', tellsOfLoading]);
  const body = JSON.stringify(channel.message({ text: 'help' }));
  await fetch(bot.messagesUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  await until(() => channel.received[0]);
  expect(await bot.child.stop()).toBe(0);
  return bot.child.output();
}

test('without a collector no library for it is loaded, and nothing is sent', async () => {
  const said = await askAndStop({ OTEL_SERVICE_NAME: 'triage' });

  expect(said).toContain('turn answered');
  expect(said).not.toContain('LOADED');
  expect(said).not.toContain('traceId');
  expect(collector.requests).toEqual([]);
});

test('with a collector what is left is sent before the process ends, and the log names the trace', async () => {
  const said = await askAndStop({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SERVICE_NAME: 'triage' });

  expect(said).toContain('LOADED');
  const [turn] = collector.spans().filter(({ name }) => name === 'turn');
  expect(turn?.attributes).toMatchObject({ command: 'help', outcome: 'answered', delivered: 'posted' });
  expect(said).toMatch(new RegExp(`"traceId":"${turn?.traceId ?? ''}".*turn answered`));
  expect(collector.requests.every((request) => request.body.includes('"triage"'))).toBe(true);
});
