/** What goes wrong at Defender, at Entra ID and at the storage of results, drawn from the seed. */

import type { Random } from '../../emulator/data/large/random.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import type { Clock } from '../../src/clock.ts';

type Fault = Parameters<Emulator['addFault']>[0];

const api = '^/api/';
const storage = '/investigation-actions-data/';

/** Late is in the machine's time, which is many times as long in the bot's. */
const faults: readonly Fault[] = [
  { kind: 'status', status: 429, retryAfterSeconds: 3, match: api },
  { kind: 'status', status: 429, retryAfterSeconds: 40, match: api },
  { kind: 'status', status: 500, match: api },
  { kind: 'status', status: 503, match: api },
  { kind: 'html502', match: api },
  { kind: 'reset', match: api },
  { kind: 'cut', match: api },
  { kind: 'malformedJson', match: api },
  { kind: 'empty', match: api },
  { kind: 'hang', match: api },
  { kind: 'latency', latencyMs: 80, match: api },
  { kind: 'latency', latencyMs: 150, match: api },
  { kind: 'expiredLink', match: 'GetLiveResponseResultDownloadLink' },
  { kind: 'reset', match: storage },
  { kind: 'cut', match: storage },
  { kind: 'status', status: 503, match: storage },
  { kind: 'slow', bytesPerSecond: 20_000, match: storage },
  { kind: 'status', status: 503, match: '/oauth2/' },
];

export async function defenderWeather(emulator: Emulator, random: Random, clock: Clock, until: number): Promise<void> {
  while (clock.now() < until) {
    emulator.addFault({ ...random.pick(faults), times: 1 + random.below(4) });
    await clock.sleep(10_000 + random.below(30_000));
  }
}
