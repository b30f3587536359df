/** The product in a real client: the Playground in Chromium, the bot as a process, Defender by the emulator. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actions, alerts } from '../../emulator/data/ids.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import type { PlaygroundPage } from '../support/playground-page.ts';
import { startStage, type Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

let stage: Stage;
let emulator: Emulator;
let person: PlaygroundPage;

beforeAll(async () => {
  stage = await startStage({ SLOW_REPLY_MS: '1000' });
  ({ emulator, person } = stage);
}, 60_000);

afterAll(() => stage.close());

const places = [
  ['a personal chat', 'personal', false],
  ['a channel, with a mention', 'channel', true],
] as const;

describe.each(places)('in %s', (_, where, mention) => {
  beforeAll(() => person.open(where));

  test('files shows the worst file first, with its whole hash', async () => {
    await person.say(`files ${alerts.hackTool}`, { mention });

    const card = await person.card('kms.exe: HackTool:MSIL/AutoKms, prevented');
    const text = await card.innerText();
    expect(text).toContain('470a75fe3da2ddf9d27fb3f9c96e6c665506ea7ba26ab89f0c89606f678ae4a2');
    expect(text.indexOf('kms.exe')).toBeLessThan(text.indexOf('svchost.exe'));
    expect(text.includes('shown for Alex Wilber')).toBe(where === 'channel');
  }, 30_000);

  test('result shows what the script printed', async () => {
    await person.say(`result ${actions.minidump} 0`, { mention });

    const text = await (await person.card('minidump.ps1 on LAPTOP-042: exit code 0, no errors')).innerText();
    expect(text).toContain('C:\\windows\\TEMP\\OfficeClickToRun.dmp.zip');
    expect(text).toContain('51 MB');
  }, 30_000);

  test('a paging button edits the card in place', async () => {
    await person.say(`files ${alerts.manyFiles}`, { mention });
    await person.card('files 1-5 of 10');
    const before = (await person.cards()).length;

    await person.press('Next 5');

    await person.card('files 6-10 of 10');
    const cards = await person.cards();
    expect(cards).toHaveLength(before);
    expect(cards.join('\n')).not.toContain('files 1-5 of 10');
  }, 30_000);

  test('a slow answer says so, and becomes the answer in the same message', async () => {
    const alert = where === 'channel' ? alerts.suspiciousDll : alerts.noFiles; // the other's answer is remembered
    emulator.addFault({ kind: 'latency', latencyMs: 3_000, match: `/alerts/${alert}/files$`, times: 1 });
    await person.say(`files ${alert}`, { mention });
    await person.card('Working on files…');
    const before = (await person.cards()).length;

    const isAnswered = (cards: readonly string[]): boolean => /as of \d/.test(cards.at(-1) ?? '');
    await until(async () => (isAnswered(await person.cards()) ? true : undefined));

    const cards = await person.cards();
    expect(cards).toHaveLength(before);
    expect(cards.join('\n')).not.toContain('Working on');
  }, 30_000);

  test('the evidence is folded away until it is asked for, without a word to the bot', async () => {
    await person.say(`result ${actions.minidump} 0`, { mention });
    const card = await person.card('minidump.ps1 on');
    expect(await card.innerText()).not.toContain('result as stored');

    await person.press('Evidence');

    await until(async () => ((await card.innerText()).includes('result as stored: 371 bytes') ? true : undefined));
  }, 30_000);
});

test('hostile output is shown as text: no link, no image, no mention, no script', async () => {
  await person.open('personal');
  await person.say(`result ${actions.hostileOutput}`);
  const card = await person.card('Reset your password');

  expect(await card.locator('a, img, script, iframe').count()).toBe(0);
  expect(await card.innerText()).toContain('[Reset your password](http://evil.example/reset?token=1)');
  expect(await card.innerText()).toContain('⟨U+202E⟩');
}, 30_000);

test('help shows usage with its angle brackets', async () => {
  await person.open('personal');
  await person.say('help hunting');

  expect(await (await person.card('Files and hunting')).innerText()).toContain('files <alertId>…|incident <id>');
}, 30_000);
