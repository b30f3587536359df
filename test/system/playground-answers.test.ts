/** Each command, each kind of button, and what goes wrong, in a real client: what a person sees, and in which message. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actions, alerts, files, machines } from '../../emulator/data/ids.ts';
import type { PlaygroundPage } from '../support/playground-page.ts';
import { startStage, type Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

let stage: Stage;
let person: PlaygroundPage;

beforeAll(async () => {
  stage = await startStage({ SLOW_REPLY_MS: '3000', PERSON_COMMANDS_PER_MINUTE: '1000' });
  ({ person } = stage);
  await person.open('personal');
}, 60_000);

afterAll(() => stage.close());

/** Presses, and gives how many more cards there are when the newest one shows the answer. */
async function after(press: () => Promise<unknown>, shows: RegExp): Promise<number> {
  const before = await person.cards();
  expect(before.at(-1)).not.toMatch(shows);
  await press();
  return until(async () => {
    const cards = await person.cards();
    return shows.test(cards.at(-1) ?? '') ? cards.length - before.length : undefined;
  });
}

test('on installation the bot says once what it is for', async () => {
  await person.sees(
    'I show the files of Defender alerts and the output of live response scripts. Type help to see how.',
  );
}, 30_000);

describe('each command is answered', () => {
  test.each([
    ['alert', `alert ${alerts.hackTool}`, "'AutoKms' hacktool was prevented on LAPTOP-042"],
    ['alerts', 'alerts high', /\d+ alerts?: /],
    ['incident', 'incident 2451', 'Incident 2451'],
    ['files', `files ${alerts.hackTool}`, 'kms.exe: HackTool:MSIL/AutoKms, prevented'],
    ['file', `file ${files.autoKms}`, 'kms.exe: HackTool:MSIL/AutoKms'],
    ['device', 'device LAPTOP-042', 'LAPTOP-042: risk High'],
    ['action', `action ${actions.minidump}`, 'Live response on LAPTOP-042: succeeded'],
    ['actions', 'actions', /latest \d+ actions|\d+ actions/],
    ['result', `result ${actions.minidump} 0`, 'minidump.ps1 on LAPTOP-042: exit code 0, no errors'],
    ['health', 'health', 'Quota left'],
    ['whoami', 'whoami', /object id/],
    ['help', 'help', 'What I can do'],
    ['watch', `watch ${actions.inProgress}`, 'watched since'],
    ['watches', 'watches', 'You watch 1 action'],
    ['unwatch', `unwatch ${actions.inProgress}`, /watch/i],
    ['on-it', `on-it ${alerts.malware}`, 'is on it since'],
    ['mine', 'mine', 'You are on 1 alert'],
    ['release', `release ${alerts.malware}`, 'I’m on it'],
    ['subscribe', 'subscribe alerts low', 'Subscribed: new alerts are told here'],
    ['subscriptions', 'subscriptions', /low/i],
    ['unsubscribe', 'unsubscribe', /no longer|not told|ended|Unsubscribed/i],
    ['timeline', 'timeline', 'What was found in this chat'],
    ['audit', 'audit 5', 'What I was asked'],
    ['hello', 'hello', 'Give me an alert id'],
    ['thanks', 'thanks', 'You are welcome.'],
    ['a bare hash', files.svchost, 'svchost.exe'],
    ['a portal link', `https://security.microsoft.com/machines/${machines.laptop}/overview`, 'LAPTOP-042: risk High'],
  ])(
    '%s',
    async (_, typed, shows) => {
      const before = (await person.cards()).length;

      await person.say(typed);

      await until(async () => ((await person.cards()).length > before ? true : undefined)); // others may show the same
      await person.card(shows);
    },
    30_000,
  );

  test('hashes, as a message of text alone, for copying', async () => {
    const before = (await person.cards()).length;

    await person.say(`hashes ${alerts.hackTool}`);

    await person.sees(new RegExp(`${files.autoKms}\\s+${files.svchost}`));
    expect(await person.cards()).toHaveLength(before);
  }, 30_000);

  test('kql, likewise', async () => {
    await person.say(`kql ${files.autoKms}`);

    await person.sees(/DeviceFileEvents[^]*DeviceProcessEvents/);
  }, 30_000);
});

describe('a press', () => {
  test('that asks something new is answered below', async () => {
    await person.say(`files ${alerts.hackTool}`);
    await person.card('kms.exe: HackTool:MSIL/AutoKms, prevented');

    expect(await after(() => person.tap('kms.exe'), /1 open alert, on 3 devices here/)).toBe(1);
  }, 30_000);

  test('that shows another part edits the card', async () => {
    await person.say(`result ${actions.longOutput}`);
    await person.card('From the start');

    expect(await after(() => person.press('From the start'), /lines 1-\d+ of/)).toBe(0);
  }, 30_000);

  test('that searches edits the card', async () => {
    const search = async (): Promise<void> => {
      await person.press('Search');
      await person.fill('Search the whole output', 'line');
      await person.press('Find');
    };

    expect(await after(search, /search: line/)).toBe(0);
  }, 30_000);

  test('that takes evidence away leaves a tombstone in its place', async () => {
    await person.say(`result ${actions.emptyOutput}`);
    await person.card('no output');

    expect(await after(() => person.press('Remove'), /Removed: output of/)).toBe(0);
  }, 30_000);

  test('that opens the portal is a link to it, and to nothing else', async () => {
    await person.say(`alert ${alerts.hackTool}`);
    await person.card("'AutoKms' hacktool");
    const opened: string[] = [];
    await person.page.context().route(/^https:/, (route) => {
      opened.push(route.request().url());
      return route.abort();
    });

    await person.press('Portal');

    await until(() => Promise.resolve(opened.length > 0 ? true : undefined));
    expect(opened).toEqual([expect.stringMatching(/^https:\/\/security\.microsoft\.com\/alerts\//)]);
  }, 30_000);

  test('on what was meant runs it', async () => {
    await person.say(`fiels ${alerts.hackTool}`);
    await person.card('Did you mean files?');

    expect(await after(() => person.press('Yes, files'), /AutoKms, prevented/)).toBe(1);
  }, 30_000);
});

describe('what goes wrong', () => {
  test('is said with what to do, and asked again by its button', async () => {
    stage.emulator.addFault({ kind: 'malformedJson', match: `/alerts/${alerts.noFiles}/files$`, times: 1 });
    await person.say(`files ${alerts.noFiles}`);
    await person.card('Defender’s answer made no sense.');

    await person.press('Try again');

    await person.card('No files in this alert');
  }, 60_000);

  test('an id that Defender does not know is told, and offers nothing that does not help', async () => {
    await person.say('alert da637472900000000000_1364969609');

    const text = await (await person.card('No such alert')).innerText();
    expect(text).not.toContain('Try again');
  }, 30_000);

  test('eight seconds of silence: the bot says that it works on it, and answers in the same message', async () => {
    stage.emulator.addFault({ kind: 'latency', latencyMs: 8_000, match: `/alerts/${alerts.malware}/files$`, times: 1 });
    await person.say(`files ${alerts.malware}`);
    await person.card('Working on files…');
    const before = (await person.cards()).length;

    await person.card(/Malware|malware/);

    await until(async () => ((await person.cards()).join('\n').includes('Working on') ? undefined : true));
    expect(await person.cards()).toHaveLength(before);
  }, 60_000);
});

test('the keyboard alone is enough: a question typed, a button reached by Tab and pressed by Enter', async () => {
  const { page } = person;
  for (let i = 0; i < 60 && !(await inEditor()); i++) await page.keyboard.press('Tab');
  await page.keyboard.type(`files ${alerts.manyFiles}`);
  await page.keyboard.press('Enter');
  await person.card('files 1-5 of 10');
  const before = (await person.cards()).length;

  for (let i = 0; i < 40 && (await focused()) !== 'Next 5'; i++) await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');

  await person.card('files 6-10 of 10');
  expect(await person.cards()).toHaveLength(before);

  function inEditor(): Promise<boolean> {
    return page.evaluate<boolean>('document.activeElement?.hasAttribute("data-lexical-editor") ?? false');
  }

  function focused(): Promise<string> {
    return page.evaluate<string>('document.activeElement?.textContent ?? ""');
  }
}, 30_000);

describe('where others read along', () => {
  test.each([
    ['a group chat', 'group'],
    ['a channel', 'channel'],
  ] as const)(
    'in %s who mentions the bot is answered, and the card says for whom',
    async (_, where) => {
      await person.open(where);

      await person.say(`alert ${alerts.hackTool}`, { mention: true });

      expect(await (await person.card("'AutoKms' hacktool was prevented")).innerText()).toContain(
        'shown for Alex Wilber',
      );
    },
    30_000,
  );

  test('the bot had said there how to reach it', async () => {
    await person.open('group');

    await person.sees('Mention me with help to see how.');
  }, 30_000);
});
