import { describe, expect, test } from '@jest/globals';
import { alerts } from '../../emulator/data/ids.ts';
import { systemClock } from '../../src/clock.ts';
import { tenantId } from '../support/channel.ts';
import { eventually } from '../support/eventually.ts';
import { watching } from './watching.ts';

const watched = watching();

/** No export is tried again within this time, so that none outlives its test. */
const impatient = { exportTimeoutMs: 500 };

/** Chats of their own, so that the limits of Teams hold up nothing. */
function inChat(chat: number): object {
  return { conversation: { id: `a:chat${chat}`, conversationType: 'personal', tenantId } };
}

describe('a collector that is away costs the bot nothing', () => {
  test('down: everybody is answered, and the log says so', async () => {
    const { channel, collector, start } = watched();
    const bot = await start({ limits: impatient });
    await collector.close();
    await bot.ask('help');
    await bot.ask(`files ${alerts.hackTool}`);

    expect(await bot.stop()).toBe(true);
    expect(channel.received).toHaveLength(2);
    expect(bot.logged).toContainEqual({
      signal: expect.any(String),
      code: 'ECONNREFUSED',
      text: 'telemetry did not arrive',
    });
  });

  test('silent: everybody is answered, and the stop gives it 2 s and no more', async () => {
    const { channel, collector, start } = watched();
    const slept: number[] = [];
    const sleep = (ms: number): Promise<void> => {
      slept.push(ms);
      return eventually(() => collector.requests.length === 2);
    };
    const bot = await start({ clock: { ...systemClock, sleep } });
    collector.manner = 'hang';
    await bot.ask('help');

    expect(await bot.stop()).toBe(true);
    expect(slept).toEqual([2_000]);
    expect(channel.received).toHaveLength(1);
    expect(collector.requests.map(({ path }) => path).sort()).toEqual(['/v1/metrics', '/v1/traces']);
    expect(bot.logged.map(({ text }) => text)).not.toContain('telemetry did not arrive'); // it still waits for it
    collector.release();
  });

  test('silent for long: what does not fit is dropped', async () => {
    const { channel, collector, start } = watched();
    const bot = await start({ limits: { spans: 4, spansPerExport: 2, exports: 20 } });
    collector.manner = 'hang';
    for (let chat = 0; chat < 10; chat++) await bot.ask('help', inChat(chat)); // two spans each

    collector.release();
    await bot.stop();

    expect(channel.received).toHaveLength(10);
    expect(collector.spans()).toHaveLength(6); // two were on their way, four waited
  });

  test('back again: all that waited for it is told at the end, however much', async () => {
    const { collector, start } = watched();
    const bot = await start({ limits: { spans: 8, spansPerExport: 2 } });
    collector.manner = 'hang';
    for (let chat = 0; chat < 5; chat++) await bot.ask('help', inChat(chat)); // two spans each

    const stopped = bot.stop();
    collector.release();
    await stopped;

    expect(collector.spans()).toHaveLength(10);
  });
});
