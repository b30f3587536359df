import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions, files } from '../../../emulator/data/ids.ts';
import { lines, read, startConversation, titles, type Conversation } from '../../support/conversation.ts';

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

const iocs = `result ${actions.indicators} 0 iocs`;

test('the first line counts them by kind', async () => {
  expect(read(await chat.say(iocs)).lines[0]).toBe(
    '29 indicators in the output of persistence.ps1 on LAPTOP-042: 4 hashes, 2 URLs, 4 domains, 5 IP addresses, ' +
      '1 e-mail address, 1 CVE id, 2 registry keys, 10 paths',
  );
});

test('what was written so that nobody follows it is the same as what was not', async () => {
  const text = lines(await chat.say(iocs));

  expect(text).toContain('hxxps://files[.]fabrikam[.]com/stage2/kms.exe?id=42\n2 times, first in line 13');
});

test('whole hashes, what is of this network only, and what is for examples', async () => {
  const text = lines(await chat.say(iocs));

  expect(text).toContain(`${files.autoKms}\nSHA-256 · in line 4`);
  expect(text).toContain('10[.]20[.]0[.]42\nof this network only · 2 times, first in line 10');
  expect(text).toContain('203[.]0[.]113[.]66\nreserved for examples · 2 times, first in line 11');
});

test('errors are looked through too, and the hidden header is not', async () => {
  const text = lines(await chat.say(`${iocs} page 2`));

  expect(text).toContain('C:\\Windows\\Temp\\dropper.ps1\nin line e1');
  expect(text).not.toContain('PSScript_Transcript');
});

test('what only looks like an indicator is counted apart', async () => {
  expect(lines(await chat.say(`${iocs} page 2`))).toMatch(
    /not listed: \d that are harmless or only look like indicators/,
  );
});

test('an output without any says so', async () => {
  expect(read(await chat.say(`result ${actions.emptyOutput} 0 iocs`)).lines[0]).toBe(
    'No indicators in the output of flush-cache.ps1 on LAPTOP-042',
  );
});

test('a collected file is shown as ever: there is no text to look through', async () => {
  expect(read(await chat.say(`result ${actions.minidump} 1 iocs`)).lines[0]).toMatch(/^OfficeClickToRun\.dmp\.zip/);
});

describe('on one card', () => {
  test('lead from the output to the indicators, their pages, and back', async () => {
    await chat.say(`result ${actions.indicators} 0`);
    const seen: (string | undefined)[] = [];
    for (const title of ['Indicators', 'Next page', 'Previous page', 'Output'])
      seen.push(/indicators \d+-\d+ of \d+|error line/.exec(lines(await chat.press(title)))?.[0]);

    expect(seen).toEqual(['indicators 1-20 of 29', 'indicators 21-29 of 29', 'indicators 1-20 of 29', 'error line']);
    expect(chat.sent).toHaveLength(1);
  });

  test('are evidence, which can be taken back', async () => {
    const card = await chat.say(iocs);
    expect(titles(card)).toEqual(expect.arrayContaining(['Evidence', 'Remove']));

    expect(lines(await chat.press('Remove'))).toMatch(/output of command 1 of 1 \(index 0\)[^]*SHA-256 [0-9a-f]{64}/);
  });
});

test('of a hostile output nothing is a link, and what is unseen is in sight', async () => {
  const text = lines(await chat.say(`result ${actions.hostileOutput} 0 iocs`));
  const rows = text.slice(text.indexOf('\nURLs\n'));

  expect(rows).toContain('hxxp://evil[.]example/reset?token=');
  expect(rows).not.toMatch(/https?:\/\/|[\u0000-\u0009\u000B-\u001F\u202A-\u202E]/);
});

test('of a large output are those of all of it, once it is read', async () => {
  const answer = await chat.say(`result ${actions.oversized} 0 iocs`);

  expect(read(answer).lines[0]).toBe('No indicators in the output of everything.ps1 on LAPTOP-042');
  expect(chat.sent).toHaveLength(1);
});
