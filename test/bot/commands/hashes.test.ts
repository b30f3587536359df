import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { alerts, files } from '../../../emulator/data/ids.ts';
import type { Context } from '../../../src/bot/command.ts';
import { hashes } from '../../../src/bot/commands/hashes.ts';
import type { Defender } from '../../../src/defender/client.ts';
import { listed } from '../../cards/device-views.ts';
import { lines, startConversation, type Conversation, type Sent } from '../../support/conversation.ts';

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

function textOf({ message }: Sent): string {
  if (!('text' in message)) throw new Error('That is a card, not text');
  return message.text;
}

test('one SHA-256 a line as plain text, the worst file first', async () => {
  const [first, second, third, ...rest] = textOf(await chat.say(`hashes ${alerts.hackTool}`)).split('\n');

  expect([first, second]).toEqual([files.autoKms, files.svchost]);
  expect(third).toMatch(/^[0-9a-f]{64}$/);
  expect(rest).toEqual([]);
});

test.each([
  ['sha1', 40],
  ['SHA-1', 40],
  ['md5', 32],
  ['sha256', 64],
])('%s on request', async (kind, digits) => {
  const text = textOf(await chat.say(`hashes ${alerts.hackTool} ${kind}`));

  expect(text.split('\n').map((line) => line.length)).toEqual([digits, digits, digits]);
});

test('an alert without files', async () => {
  expect(textOf(await chat.say(`hashes ${alerts.noFiles}`))).toBe('No files in this alert.');
});

test('an unknown alert is a card, as for files', async () => {
  expect(lines(await chat.say('hashes da000000000000000001_1'))).toContain('Defender knows no such alert.');
});

test('a page beyond the last is the last, and says so', async () => {
  const text = textOf(await chat.say(`hashes ${alerts.hackTool} page 5`));

  expect(text).toContain(files.autoKms);
  expect(text).toContain('That is page 1, the last.');
});

test('names how many more there are and how to ask for them, and files without such a hash', async () => {
  const sha256 = (n: number): string => n.toString(16).padStart(64, '0');
  const found = Array.from({ length: 401 }, (_, n) => ({ sha256: n === 400 ? undefined : sha256(n), sha1: sha256(n) }));
  const context = { defender: { alertFiles: () => Promise.resolve(listed(found)) } as unknown as Defender } as Context; // all that hashes reaches for
  const page = (n: number) => hashes.run({ alertIds: [alerts.hackTool], kind: 'sha256', page: n }, context);

  const [first, second] = [await page(1), await page(2)];

  expect(first).toMatchObject({
    text: expect.stringMatching(
      /\n100 more: hashes 636688558380765161_2136280442 sha256 page 2\n1 without a known sha256$/,
    ),
  });
  expect(second).toMatchObject({ text: expect.stringMatching(new RegExp(`^${sha256(300)}\n`)) });
  expect(second).not.toMatchObject({ text: expect.stringContaining('more:') });
});
