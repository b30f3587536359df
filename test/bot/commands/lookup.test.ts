import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { files, machines } from '../../../emulator/data/ids.ts';
import type { CardReply, Context } from '../../../src/bot/command.ts';
import { lookup } from '../../../src/bot/commands/lookup.ts';
import { machine } from '../../cards/device-views.ts';
import { linesOf, sent } from '../../cards/reading.ts';
import { file, sha1 } from '../../cards/views.ts';
import { read, startConversation, type Conversation } from '../../support/conversation.ts';

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

test('40 bare digits are looked up as a file and as a device at once', async () => {
  await chat.say(files.autoKmsSha1);

  const [one, other] = chat.emulator
    .requests()
    .map(({ path }) => path)
    .filter((path) => path.startsWith('/api/'));
  expect([one, other].sort()).toEqual([`/api/files/${files.autoKmsSha1}`, `/api/machines/${files.autoKmsSha1}`]);
});

test('what is found is shown', async () => {
  expect(read(await chat.say(files.autoKmsSha1)).lines[0]).toContain('kms.exe');
  expect(read(await chat.say(machines.laptop.toUpperCase())).lines[0]).toContain('LAPTOP-042');
});

test('both are asked about, and each has its button', async () => {
  const defender = { file: () => Promise.resolve(file()), machine: () => Promise.resolve(machine()) };
  const context = { defender, signal: new AbortController().signal } as unknown as Context; // all that is reached for

  const reply = await lookup.run({ id: sha1 }, context);

  const { card } = reply as CardReply; // as asserted by what follows
  expect(linesOf(card)).toEqual(['Defender knows a file and a device by that. Which one?']);
  expect([sent(card, 'The file'), sent(card, 'The device')]).toEqual([`file ${sha1}`, `device ${sha1}`]);
});

test('where only one could be asked for, it is shown, and the doubt is said', async () => {
  chat.emulator.addFault({ kind: 'status', status: 403, match: '/machines/[0-9a-f]+$' });

  const [note, finding] = read(await chat.say(files.autoKmsSha1)).lines;

  expect(note).toContain('Whether it is the id of a device too is not known: Defender does not allow this bot');
  expect(finding).toContain('kms.exe');
  expect(chat.logged.join()).toContain('"outcome":"partial"');
});

test('neither is one refusal that says what 40 digits may be', async () => {
  expect(read(await chat.say('0'.repeat(40))).lines[0]).toBe('Defender knows neither a file nor a device by that.');
});

test('where the one is not known and the other could not be asked, the failure is told', async () => {
  chat.emulator.addFault({ kind: 'status', status: 403, match: '/machines/' });

  expect(read(await chat.say('0'.repeat(40))).lines[0]).toBe('Defender does not allow this bot to read that.');
});
