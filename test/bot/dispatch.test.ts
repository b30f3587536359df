import { describe, expect, test } from '@jest/globals';
import { commands } from '../../src/bot/commands/index.ts';
import type { Context } from '../../src/bot/command.ts';
import { commandCalled, resolve, run } from '../../src/bot/dispatch.ts';
import { UsageError } from '../../src/bot/errors.ts';
import { pressIn } from '../../src/bot/press.ts';
import { wordsIn } from '../../src/bot/words.ts';
import { usageErrorOf } from './usage-error.ts';

const alertId = '636688558380765161_2136280442';
const other = 'da637472900382838869_1364969609';
const actionId = '988cc94e-7a8f-4b28-ab65-54970c5d5018';
const sha1 = '5c1f0e6b9a2d47c38e7b1d604f92ac8853de7016';
const sha256 = '470a75fe3da2ddf9d27fb3f9c96e6c665506ea7ba26ab89f0c89606f678ae4a2';

/** A context that must not be reached for. */
const nowhere = {} as Context; // every use of it would throw

function resolved(text: string): readonly [string, readonly string[]] {
  const { command, words } = resolve(commands, wordsIn(text));
  return [command.name, words];
}

describe('what is typed finds its command', () => {
  test.each([
    ['files and an id', `files ${alertId}`, 'files', [alertId]],
    ['in any letter case', `FiLeS ${alertId}`, 'files', [alertId]],
    ['by another name', `filelist ${alertId}`, 'files', [alertId]],
    ['several ids with commas', `files ${alertId}, ${other}`, 'files', [alertId, other]],
    ['a bare alert id', alertId, 'alert', [alertId]],
    ['bare alert ids', `${alertId}; ${other}`, 'alert', [alertId, other]],
    ['a bare alert id with a capital', 'Da637472900382838869_1364969609', 'alert', [other]],
    ['a bare action id', actionId, 'action', [actionId]],
    ['a bare action id with an index', `{${actionId.toUpperCase()}} 0`, 'result', [actionId, '0']],
    ['a bare SHA-256', sha256.toUpperCase(), 'file', [sha256]],
    ['40 bare digits, a SHA-1 or a device id', sha1, 'lookup', [sha1]],
    ['40 bare digits, twice', `${sha1} ${'a'.repeat(40)}`, 'file', [sha1, 'a'.repeat(40)]],
    ['a device in the portal', `https://security.microsoft.com/machines/v2/${sha1}/timeline`, 'device', [sha1]],
    ['a file in the portal', `https://security.microsoft.com/file/${sha1}/?tid=1`, 'file', [sha1]],
    ['a page of the portal', `<https://security.microsoft.com/alerts/${other}?tid=1>`, 'alert', [other]],
    ['a defanged page of the portal', `hxxps://security[.]microsoft[.]com/alerts/${other}`, 'alert', [other]],
    ['the page of an incident', 'https://security.microsoft.com/incidents/1126093?tid=1', 'incident', ['1126093']],
    ['files of an incident', 'files incident 2451', 'files', ['incident', '2451']],
    ['help', 'Help!', 'help', []],
    ['a question mark', '?', 'help', []],
    ['help about a command', 'help files', 'help', ['files']],
    ['nothing', '', 'help', []],
    ['white space', ' \u00A0 ', 'help', []],
    ['a greeting', 'Hello there', 'hello', ['there']],
    ['a greeting of two words', 'good morning', 'hello', ['morning']],
    ['thanks', 'thank you!', 'thanks', ['you']],
  ])('%s', (_, text, name, words) => {
    expect(resolved(text)).toEqual([name, words]);
  });
});

describe('an id of the wrong kind', () => {
  test.each([
    [`result ${alertId} 0`, 'alert', [alertId], 'That is an alert id, so this is alert, not result.'],
    [`files ${actionId}`, 'action', [actionId], 'That is an action id, so this is action, not files.'],
    [`hashes ${actionId} sha1`, 'action', [actionId], 'That is an action id, so this is action, not hashes.'],
    [`files ${sha256}`, 'file', [sha256], 'That is a SHA-256 hash, so this is file, not files.'],
    [`device ${sha256}`, 'file', [sha256], 'That is a SHA-256 hash, so this is file, not device.'],
    [
      `result https://security.microsoft.com/alerts/${other}`,
      'alert',
      [other],
      'That is an alert id, so this is alert, not result.',
    ],
  ])('%s does the obvious and says so', (text, name, words, note) => {
    expect(resolve(commands, wordsIn(text))).toMatchObject({ command: { name }, words, note });
  });

  test('one that no command is for says what it is', () => {
    const others = commands.filter(({ name }) => name !== 'incident');

    const { message } = usageErrorOf(() => resolve(others, ['https://security.microsoft.com/incidents/1126093']));

    expect(message).toContain('That is an incident');
  });

  test('the right kind has nothing to say', () => {
    expect(resolve(commands, ['files', alertId]).note).toBeUndefined();
  });
});

describe('what is not a command', () => {
  test.each(['no help needed', 'can you help', 'what is the weather', 'helpful', 'isolate LAPTOP-042', 'xy'])(
    '“%s” runs nothing, and says how to find out more',
    (text) => {
      const { message, suggestion } = usageErrorOf(() => resolved(text));

      expect(message).toMatch(/^I do not know “.+”\. Type help to see what I can do\.$/);
      expect(suggestion).toBeUndefined();
    },
  );

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', 'prototype'])(
    '%s is a word like any other: as a command, as an id, as a topic of help, as a button',
    async (word) => {
      expect(() => resolve(commands, [word])).toThrow(UsageError);
      expect(commandCalled(commands, word)).toBeUndefined();
      for (const name of ['files', 'hashes', 'result'])
        await expect(run(resolve(commands, [name, word]), nowhere)).rejects.toThrow(UsageError);
    },
  );

  test('a near miss asks, with a button that does what was meant', () => {
    const { message, suggestion } = usageErrorOf(() => resolved(`filse ${alertId} page 2`));

    expect(message).toBe('I do not know “filse”. Did you mean files?');
    expect(suggestion).toEqual({ title: 'Yes, files', data: { command: 'files', words: [alertId, 'page', '2'] } });
  });

  test.each(['what files are in', 'show', 'what of'])('“%s <id>” is offered what the id opens', (words) => {
    const { message, suggestion } = usageErrorOf(() => resolved(`${words} ${alertId}`));

    expect(message).toMatch(/, but I see an alert id\. Did you mean alert\?$/);
    expect(suggestion).toEqual({ title: 'Yes, alert', data: { command: 'alert', words: [alertId] } });
  });

  test.each([
    ['2451', 'incident', '2451'],
    ['#2451', 'incident', '2451'],
    ['LAPTOP-042', 'device', 'LAPTOP-042'],
    ['192.0.2.42', 'device', '192.0.2.42'],
    ['fe80::1', 'device', 'fe80::1'],
  ])('“%s” by itself is offered as what it may name', (text, name, id) => {
    const { message, suggestion } = usageErrorOf(() => resolved(text));

    expect(message).toBe(`I do not know “${text}”. Did you mean ${name} ${id}?`);
    expect(suggestion).toEqual({ title: `Yes, ${name}`, data: { command: name, words: [id] } });
  });

  test.each(['2451 2452', 'LAPTOP-042 is slow', '@laptop-042', '1234567890123456'])(
    '“%s” is offered as nothing',
    (text) => {
      expect(usageErrorOf(() => resolved(text)).suggestion).toBeUndefined();
    },
  );

  test.each([
    ['many words', `filse ${'x '.repeat(990)}`],
    ['a long word', `filse ${'x'.repeat(1_990)}`],
  ])('the button of a near miss with %s is one of ours', (_, text) => {
    const { suggestion } = usageErrorOf(() => resolved(text));

    expect(pressIn({ ...suggestion?.data, rev: 1 })?.words.join(' ')).toBe(text.slice('filse '.length).trim());
  });
});

test.each([
  [`files ${alertId} please`, 'I do not understand “please” here. Usage: files <alertId>…|incident <id> [page N]'],
  [`result ${actionId} 0 1`, 'I do not understand “1” here. Usage: result <actionId> [index] [page N|from LINE|'],
  [`hashes ${alertId} sha512`, 'I do not understand “sha512” here. Usage: hashes'],
])('words that are left over are not passed over in silence: %s', async (text, message) => {
  await expect(run(resolve(commands, wordsIn(text)), nowhere)).rejects.toThrow(message);
});
