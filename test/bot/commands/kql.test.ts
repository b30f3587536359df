import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { files, machines } from '../../../emulator/data/ids.ts';
import { deviceQuery, fileQuery } from '../../../src/bot/hunting-query.ts';
import { lines, read, startConversation, titles, type Conversation, type Sent } from '../../support/conversation.ts';

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

function textOf({ message }: Sent): string {
  if (!('text' in message)) throw new Error('That is a card, not text');
  return message.text;
}

const asked = (): readonly string[] =>
  chat.emulator
    .requests()
    .map(({ path }) => path)
    .filter((path) => path.startsWith('/api/'));

const nobodys = '0'.repeat(40);

describe('of a file', () => {
  test('the button on its card gives the query by both hashes as plain text, and asks Defender nothing', async () => {
    await chat.say(`file ${files.autoKms}`);
    const before = asked().length;

    const answer = await chat.press('Hunting query');

    expect(textOf(answer)).toBe(fileQuery([files.autoKmsSha1, files.autoKms]));
    expect(asked()).toHaveLength(before);
  });

  test('by its SHA-256, typed, the SHA-1 is looked up', async () => {
    expect(textOf(await chat.say(`kql ${files.autoKms}`))).toBe(fileQuery([files.autoKmsSha1, files.autoKms]));
    expect(asked()).toEqual([`/api/files/${files.autoKms}`]);
  });

  test('of several, whose SHA-1 is not known is said', async () => {
    const text = textOf(await chat.say(`kql ${files.autoKms} ${'0'.repeat(64)}`));

    expect(text).toContain('// Some of them by SHA-256 alone: many events hold the SHA-1 only');
    expect(textOf(await chat.say(`kql ${files.autoKmsSha1} ${files.svchost} ${files.autoKms}`))).not.toContain('alone');
  });

  test('that Defender does not know is hunted for all the same', async () => {
    const sha256 = '0'.repeat(64);

    expect(textOf(await chat.say(`kql ${sha256}`))).toBe(fileQuery([sha256]));
  });

  test('by its SHA-1, said to be one, nothing is asked', async () => {
    expect(textOf(await chat.say(`kql file ${nobodys}`))).toBe(fileQuery([nobodys]));
    expect(asked()).toEqual([]);
  });

  test('by the SHA-1 of one and the SHA-256 of another, the other’s SHA-1 is looked up, and either is enough', async () => {
    const text = textOf(await chat.say(`kql ${files.autoKmsSha1} ${files.svchost}`));

    expect(text).toContain('// A file is matched by either of its hashes: one of these is enough');
    expect(text).toMatch(
      new RegExp(`SHA1 in \\("[\\da-f]{40}", "${files.autoKmsSha1}"\\) or SHA256 == "${files.svchost}"`),
    );
    expect(text).not.toContain('alone');
  });
});

describe('of a device', () => {
  test('the button on its card gives the query, and asks Defender nothing', async () => {
    await chat.say(`device ${machines.laptop}`);
    const before = asked().length;

    const answer = await chat.press('Hunting query');

    expect(textOf(answer)).toBe(deviceQuery(machines.laptop));
    expect(asked()).toHaveLength(before);
  });

  test.each(['laptop-042', 'device laptop-042', '192.0.2.42'])('kql %s', async (words) => {
    expect(textOf(await chat.say(`kql ${words}`))).toBe(deviceQuery(machines.laptop));
  });

  test('whose name is none exactly is picked', async () => {
    const pick = await chat.say('kql srv');
    expect(read(pick).lines[0]).toBe('No device is called srv; the name of 1 device begins with it');

    expect(textOf(await chat.press('Hunting query'))).toContain('| where DeviceId == "');
  });
});

describe('40 digits', () => {
  test.each([
    ['a file', files.autoKmsSha1, fileQuery([files.autoKmsSha1])],
    ['a device', machines.laptop, deviceQuery(machines.laptop)],
  ])('that are known as %s', async (_, id, query) => {
    expect(textOf(await chat.say(`kql ${id}`))).toBe(query);
  });

  test('that nobody knows: which of the two is asked', async () => {
    const answer = await chat.say(`kql ${nobodys}`);
    expect(lines(answer)).toContain('Which one is it?');
    expect(titles(answer)).toEqual(['A file', 'A device']);

    expect(textOf(await chat.press('A device'))).toBe(deviceQuery(nobodys));
  });
});

test.each([
  ['kql', 'Hunt for what?'],
  ['kql file', 'Which file?'],
  ['kql device', 'Which device?'],
  ['kql file laptop-042', 'is no hash that Defender looks files up by'],
  ['kql "x|y"', 'is no name of a device'],
])('%s', async (words, wrong) => {
  expect(lines(await chat.say(words))).toContain(wrong);
});
