/** The whole bot, watched by a collector: for the tests of a file, each with its own. */

import { afterEach, beforeEach } from '@jest/globals';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { emulatorEnvironment } from '../../scripts/bot-process.ts';
import { createApp, type App } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { withFields } from '../../src/log.ts';
import { openState } from '../../src/state/state.ts';
import { openTelemetry } from '../../src/telemetry/open-telemetry.ts';
import type { TelemetryWays } from '../../src/telemetry/start-telemetry.ts';
import { createChannel, type Channel } from '../support/channel.ts';
import { startCollector, type Collector } from '../support/collector.ts';
import { eventually } from '../support/eventually.ts';
import { post } from '../teams/edge.ts';

/** What the collector asks for. */
export const key = 'k3y-of-the-collector';

export interface Watching {
  readonly channel: Channel;
  readonly collector: Collector;
  readonly emulator: Emulator;
  /** @param ways - of the telemetry alone. */
  readonly start: (ways?: Partial<TelemetryWays>) => Promise<Watched>;
}

/** Of the test file that calls it. */
export function watching(): () => Watching {
  let current: Watching;
  beforeEach(async () => {
    const [channel, collector, emulator] = await Promise.all([createChannel(), startCollector(), startEmulator()]);
    const ways = { channel, collector, emulator };
    current = { ...ways, start: (telemetry) => startWatched(ways, telemetry) };
  });
  afterEach(async () => {
    const { channel, collector, emulator } = current;
    await Promise.all([channel.close(), collector.close(), emulator.close()]);
  });
  return () => current;
}

export interface Watched {
  readonly logged: readonly Readonly<Record<string, unknown>>[];
  /** Asks, and waits for the answer. */
  ask(text: string, fields?: object, headers?: Record<string, string>): Promise<number>;
  /** With it all that is left to tell is told. */
  stop(): Promise<boolean>;
}

async function startWatched(
  { channel, collector, emulator }: Omit<Watching, 'start'>,
  ways: Partial<TelemetryWays> = {},
): Promise<Watched> {
  const logged: Record<string, unknown>[] = [];
  const note = (fields: object, text: string): void => void logged.push({ ...fields, text });
  const plain = { debug: note, info: note, warn: note, error: note };
  const config = readConfig({
    BOT_AUTH: 'off',
    ...emulatorEnvironment(emulator.url),
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: `x-key=${key}`,
  });
  const state = await openState({ file: ':memory:' });
  const telemetry = await openTelemetry(config.telemetry, { clock: systemClock, log: plain, ...ways });
  const log = withFields(plain, telemetry.logFields);
  const app: App = createApp(
    { ...config, listen: { port: 0, host: '127.0.0.1' } },
    { clock: systemClock, random: () => 0, log, state, telemetry },
  );
  const { port } = await app.start();
  let asked = 0;
  return {
    logged,
    async ask(text, fields = {}, headers = {}) {
      const { status } = await post(port, channel.message({ id: `q${++asked}`, text, ...fields }), headers);
      if (status === 200)
        await eventually(() => logged.filter(({ text: said }) => String(said).startsWith('turn ')).length === asked);
      return status;
    },
    async stop() {
      const isDone = await app.stop({ leadMs: 0, deadlineMs: 5_000 });
      await state.close();
      return isDone;
    },
  };
}
