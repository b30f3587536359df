/** The driver of the Playground proven on an echo, so that a red system test means the product. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { startEchoBot, type EchoBot } from '../support/echo-bot.ts';
import { openPlayground, type PlaygroundPage } from '../support/playground-page.ts';
import { place, startPlayground, type Playground } from '../../scripts/playground.ts';

let bot: EchoBot;
let playground: Playground;
let browser: Browser;
let person: PlaygroundPage;

beforeAll(async () => {
  bot = await startEchoBot();
  playground = await startPlayground({ botUrl: bot.url });
  browser = await launchBrowser();
  person = await openPlayground(browser, playground.url);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await playground.stop();
  await bot.stop();
}, 20_000);

// Each test goes on where the one before it left the conversation, as a person would.
describe('the driver of the Playground', () => {
  test('types in a personal chat and reads the card of the answer', async () => {
    await person.open('personal');

    await person.say('files 1');

    await person.card('said: files 1');
    expect(bot.last()).toMatchObject({ text: 'files 1', conversation: { id: place.personal.id } });
  }, 20_000);

  test('presses a button and sees the card edited in place', async () => {
    const presses = await person.press('Next');

    expect(presses).toBe(1);
    await person.card('turned: {"command":"page","words":["2"]}');
    expect(await person.cards()).toHaveLength(1);
  }, 20_000);

  test('presses twice for a button that sits in the overflow menu', async () => {
    const presses = await person.press('Raw');

    expect(presses).toBe(2);
    await person.card('said: {"command":"raw","words":[]}');
    expect(await person.cards()).toHaveLength(2);
  }, 20_000);

  test('presses a button of an older card', async () => {
    await person.press('Raw', 'turned');

    await person.sees('said: {"command":"raw","words":[]}');
    expect(bot.last().value).toEqual({ command: 'raw', words: [] });
  }, 20_000);

  test('presses the row that shows a text, of several with the same title', async () => {
    await person.tap('the first row');

    await person.card('said: {"command":"row","words":["first"]}');
  }, 20_000);

  test('fills the form that a button opens', async () => {
    await person.press('Search');
    await person.fill('Find', 'needle');

    await person.press('Go');

    await person.card('said: {"command":"grep","words":[],"text":"needle"}');
  }, 20_000);

  test('reads an answer in plain text', async () => {
    await person.say('plain');

    await person.sees('as plain text');
    expect(await person.messages()).toContainEqual(expect.stringContaining('as plain text'));
  }, 20_000);

  test('mentions the bot in a channel, answers in the thread, and keeps threads apart', async () => {
    await person.open('channel');

    await person.say('result 1 0', { mention: true });
    await person.card('said: result 1 0');
    await person.say('hashes 1', { mention: true, inThread: true });
    await person.card('said: hashes 1');
    const { conversation } = bot.last();
    await person.say('alert 2', { mention: true });
    await person.card('said: alert 2');

    expect(await person.cards()).toHaveLength(1);
    expect(conversation.id).toMatch(/^19:incident@thread\.tacv2;messageid=\d+$/);
    expect(bot.last().text).toBe(`<at>${place.bot.name}</at> alert 2`);
    expect(bot.last().entities?.map(({ mentioned }) => mentioned?.id)).toContain(place.bot.id);
  }, 20_000);

  test('sees the answer in a thread that the client is slow to learn of', async () => {
    await person.page.route(/\/messages$/, async (route) => {
      const response = await route.fetch();
      await sleep(300); // the bot has answered by now
      await route.fulfill({ response });
    });

    await person.say('alert 3', { mention: true });

    await person.card('said: alert 3');
    await person.page.unroute(/\/messages$/);
  }, 20_000);

  test.each(['personal', 'channel'] as const)(
    'pictures a card of the %s as wide as a client shows it',
    async (where) => {
      const folder = await mkdtemp(join(tmpdir(), 'cards-'));
      await person.open(where);
      await person.say('picture', { mention: where === 'channel' });
      await person.card('said: picture');

      await person.showAs('phone');
      await person.screenshot(join(folder, 'desktop.png'), 'desktop');
      await person.screenshot(join(folder, 'phone.png'), 'phone');
      const shown = await (await person.card('said: picture')).boundingBox();

      const [phone, desktop] = [await pngWidth(join(folder, 'phone.png')), await pngWidth(join(folder, 'desktop.png'))];
      await rm(folder, { recursive: true });
      expect([phone, desktop]).toEqual([expect.closeTo(358, -1), expect.closeTo(624, -1)]);
      expect(shown?.width).toBeCloseTo(358, -1);
    },
    20_000,
  );
});

test('a Playground that does not get ready is ended, and says why', async () => {
  const early = startPlayground({ botUrl: bot.url, readyWithinMs: 1 });

  await expect(early).rejects.toThrow('not ready within 1 ms');
}, 20_000);

test('a Playground ends with the process that started it, even when that is killed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'killed-'));
  const script = `import { startPlayground } from './scripts/playground.ts';
    console.log((await startPlayground({ botUrl: '${bot.url}' })).pid); setInterval(() => {}, 1000);`;
  const starter = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: folder },
  });
  const pid = Number(String(await once(starter.stdout, 'data')));

  starter.kill('SIGKILL');

  expect(isRunning(pid)).toBe(true);
  for (let waits = 0; isRunning(pid) && waits < 100; waits++) await sleep(50);
  const isLeft = isRunning(pid);
  if (isLeft) process.kill(pid);
  await rm(folder, { recursive: true });
  expect(isLeft).toBe(false);
}, 20_000);

test('a browser that is not there is asked for by the name of its package', async () => {
  await expect(launchBrowser('/nowhere/chromium')).rejects.toThrow('apt-get install chromium');
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Source: w3.org/TR/png-3, section 11.2.1 */
async function pngWidth(path: string): Promise<number> {
  return (await readFile(path)).readUInt32BE(16);
}
