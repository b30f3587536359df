/** Words that make no sense: the card says what was not understood and shows what works. Defender is not asked. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions, alerts } from '../../../emulator/data/ids.ts';
import { lines, read, startConversation, titles, type Conversation } from '../../support/conversation.ts';

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

describe('typed', () => {
  test.each([
    ['no id', 'files', 'Which alert? Alert ids look like', 'files 636688558380765161_2136280442'],
    ['a malformed alert id', 'files 63668_21', '“63668_21” is not an alert id.', 'files 636688558380765161_2136280442'],
    ['a path as an alert id', 'files ../../machines', 'is not an alert id.', 'files 636688558380765161_2136280442'],
    ['a malformed action id', 'result 988cc94e-7a8f', '“988cc94e-7a8f” is not an action id.', 'result 988cc94e'],
    ['an index that is no number', `result ${actions.minidump} first`, '“first” is not an index.', 'result 988cc94e'],
    ['a negative index', `result ${actions.minidump} -1`, '“-1” is not an index.', 'result 988cc94e'],
    [
      'an MD5 after file',
      `file ${'a'.repeat(32)}`,
      'is an MD5; Defender looks files up by SHA-1 and SHA-256 only.',
      'file 470a75',
    ],
    ['no device', 'device', 'Which device? Type its name', 'device LAPTOP-042'],
    ['a device name with a quote', "device x'or'1", 'is no name of a device', 'device LAPTOP-042'],
    ['too many actions', 'actions 21', '“21” is not a number of actions: from 1 to 20.', 'actions 20'],
    ['a page that is no number', `files ${alerts.hackTool} page two`, 'Which page?', 'files 6366885'],
    ['an unknown word', 'isolate LAPTOP-042', 'I do not know “isolate”. Type help', undefined],
    ['a link of another host', 'https://evil.example/alerts/1234567890', 'I do not know “https://evil.exa', undefined],
    ['10,000 characters', `files ${'a'.repeat(10_000)}`, 'That is too long to be a command. Type help', undefined],
    ['10,000 words', 'files '.repeat(10_000), 'That is too long to be a command. Type help', undefined],
    ['one word of 1,900 characters', 'x'.repeat(1_900), '…”. Type help to see what I can do.', undefined],
  ])('%s', async (_, text, heading, example) => {
    const answer = await chat.say(text);

    expect(read(answer).lines[0]).toContain(heading);
    if (example !== undefined) expect(lines(answer)).toContain(example);
    expect(lines(answer)).not.toContain('reference');
    expect(titles(answer)).not.toContain('Try again');
    expect(chat.emulator.requests()).toEqual([]);
  });

  test('the notification of it does not quote what was typed', async () => {
    expect((await chat.say('[free](http://evil.example)')).message).toMatchObject({
      summary: 'That was not understood',
    });
  });

  test('an index out of range says which there are, with a button that shows them', async () => {
    const answer = await chat.say(`result ${actions.minidump} 7`);
    expect(read(answer).lines[0]).toBe('There is no command 7 in this action: it has 2 commands, indexes 0, 1.');

    expect(read(await chat.press('Show them')).lines[0]).toBe('Live response on LAPTOP-042: succeeded');
  });

  test('a near miss asks, and its button does what was meant', async () => {
    const answer = await chat.say(`filse ${alerts.hackTool}`);
    expect(read(answer).lines[0]).toBe('I do not know “filse”. Did you mean files?');

    const meant = await chat.press('Yes, files');
    expect(read(meant).lines[0]).toBe('kms.exe: HackTool:MSIL/AutoKms, prevented');
    expect(chat.sent).toHaveLength(2);
  });

  test.each([
    [
      `result ${alerts.hackTool} 0`,
      'That is an alert id, so this is alert, not result.',
      'hacktool was prevented on LAPTOP-042',
    ],
    [
      `files ${actions.linuxScript}`,
      'That is an action id, so this is action, not files.',
      'Live response on ubuntu-web-03',
    ],
  ])('the id of something else: %s does the obvious and says so', async (text, note, finding) => {
    const [first, second] = read(await chat.say(text)).lines;

    expect(first).toBe(note);
    expect(second).toContain(finding);
  });

  test('the id of something else that Defender does not know: what was done is said there too', async () => {
    const [first, second] = read(await chat.say('result da637472900382838869_999 0')).lines;

    expect(first).toBe('That is an alert id, so this is alert, not result.');
    expect(second).toBe('Defender knows no such alert.');
  });
});

describe('forged buttons', () => {
  test.each([
    ['a text', 'files'],
    ['an empty object', {}],
    ['a command that there is not', { command: 'isolate', words: ['LAPTOP-042'] }],
    ['a prototype’s word', { command: 'constructor', words: [] }],
    ['a prototype', JSON.parse('{"__proto__": {"command": "files", "words": []}}') as unknown],
    ['words that are no texts', { command: 'files', words: [{ toString: 'x' }] }],
    ['too many words', { command: 'files', words: Array.from({ length: 5_000 }, () => 'x') }],
    ['the fields of another bot', { msteams: { type: 'task/fetch' }, action: 'delete' }],
  ])('%s: is none of mine', async (_, value) => {
    const answer = await chat.pressData(value, 'm1');

    expect(read(answer).lines[0]).toBe('That button is none of mine. Type help to see what I can do.');
    expect(chat.emulator.requests()).toEqual([]);
  });

  test.each([
    ['an id that is a path', { command: 'files', words: ['../machines'] }, 'is not an alert id'],
    ['an id with a query', { command: 'files', words: [`${alerts.hackTool}?x`] }, 'is not an alert id'],
    [
      'an id in quotes, which typing forgives',
      { command: 'files', words: [`"${alerts.hackTool}"`] },
      'is not an alert id',
    ],
    [
      'several ids in one word',
      { command: 'files', words: [`${alerts.hackTool} ${alerts.malware}`] },
      'is not an alert',
    ],
    ['a huge index', { command: 'result', words: [actions.minidump, '99999999999'] }, 'is not an index'],
  ])('%s: passes the same checks as typing', async (_, value, heading) => {
    expect(read(await chat.pressData(value, 'm1')).lines[0]).toContain(heading);
    expect(chat.emulator.requests()).toEqual([]);
  });
});

test('every example of the error cards works', async () => {
  for (const text of ['files', 'hashes', 'result']) {
    const examples = read(await chat.say(text)).lines.filter((line) => line.startsWith(`${text} `));
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) await chat.say(example);
  }

  expect(chat.logged.filter((line) => line.includes('failed'))).toEqual([]);
});
