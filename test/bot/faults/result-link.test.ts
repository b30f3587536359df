/** What goes wrong with the link to a result, and behind it. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fault } from '../../../emulator/control/faults.ts';
import { actions } from '../../../emulator/data/ids.ts';
import { lines, startConversation, titles, type Conversation } from '../../support/conversation.ts';

const storage = '^/investigation';
const makesLinks = 'DownloadLink';

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

function requestsTo(part: string): number {
  return chat.emulator.requests().filter(({ path }) => path.includes(part)).length;
}

describe('a link that leads elsewhere is not followed, and neither offered nor shown', () => {
  test.each([
    ['to a host off the list', 'https://evil.example/x?sig=stolen'],
    ['to http', 'http://tenant.blob.core.windows.net/x?sig=stolen'],
    ['to a host that begins like one', 'https://tenant.blob.core.windows.net.evil.example/x?sig=stolen'],
    ['with a user name', 'https://tenant.blob.core.windows.net@evil.example/x?sig=stolen'],
    ['to a file', 'file:///etc/passwd?sig=stolen'],
    ['to this machine, by another port', 'http://127.0.0.1:1/x?sig=stolen'],
  ])('%s', async (_, link) => {
    chat.emulator.setLink(link);

    const answer = await chat.say(`result ${actions.minidump} 0`);

    expect(lines(answer)).toContain('link leads where results do not come from, so I did not follow it');
    expect(lines(answer)).toContain('Tell whoever runs this bot');
    expect(titles(answer)).toEqual([]);
    expect(JSON.stringify([chat.sent, chat.logged])).not.toMatch(/evil\.example|stolen|passwd/);
  });

  test('with a redirect: the target is not asked', async () => {
    const target = `${chat.emulator.url}/elsewhere`;
    chat.emulator.addFault({ kind: 'redirect', match: storage, location: target });

    const answer = await chat.say(`result ${actions.minidump} 0`);

    expect(lines(answer)).toContain('so I did not follow it');
    expect(requestsTo('/elsewhere')).toBe(0);
  });
});

describe('a link that expired', () => {
  test('is made anew once, and nobody notices', async () => {
    chat.emulator.addFault({ kind: 'expiredLink', match: makesLinks, times: 1 });

    expect(lines(await chat.say(`result ${actions.minidump} 0`))).toContain('minidump.ps1 on LAPTOP-042');
    expect(requestsTo(makesLinks)).toBe(2);
  });

  test('is not made a third time', async () => {
    chat.emulator.addFault({ kind: 'expiredLink', match: makesLinks });

    const answer = await chat.say(`result ${actions.minidump} 0`);

    expect(lines(answer)).toContain('The link to the result expired twice.');
    expect(titles(answer)).toEqual(['Try again']);
    expect(requestsTo(makesLinks)).toBe(2);
  });
});

test.each<readonly [string, Fault, RegExp, boolean]>([
  [
    'a result that is not ready',
    { kind: 'status', status: 400, match: makesLinks },
    /has no result for that command yet\.\nAsk again when/,
    true,
  ],
  [
    'no result at Defender',
    { kind: 'status', status: 404, match: makesLinks },
    /not in the storage any more\.\nRun the script again/,
    false,
  ],
  [
    'no result in the storage',
    { kind: 'status', status: 404, match: storage },
    /not in the storage any more\.\nRun the script again/,
    false,
  ],
  [
    'a storage with an error',
    { kind: 'status', status: 500, match: storage },
    /storage of the results had an error\.\nTry again/,
    true,
  ],
  [
    'a storage that breaks off',
    { kind: 'reset', match: storage },
    /storage of the results did not answer\.\nTry again/,
    true,
  ],
  [
    'a storage that breaks off within',
    { kind: 'cut', match: storage },
    /storage of the results did not answer\.\nTry again/,
    true,
  ],
  ['a link that is no text', { kind: 'wrongType', field: 'value', match: makesLinks }, /answer made no sense/, true],
])('%s', async (_, fault, words, helps) => {
  chat.emulator.addFault(fault);

  const answer = await chat.say(`result ${actions.minidump} 0`);

  expect(lines(answer)).toMatch(words);
  expect(titles(answer)).toEqual(helps ? ['Try again'] : []);
  expect(lines(answer)).toMatch(/UTC · reference [0-9a-f]{8}/);
});
