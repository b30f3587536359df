import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { commands } from '../../../src/bot/commands/index.ts';
import { roleTable } from '../../../src/bot/role-table.ts';
import { accessOf } from '../../support/access.ts';
import {
  lines,
  read,
  startConversation,
  titles,
  type Conversation,
  type ConversationOptions,
} from '../../support/conversation.ts';

const headings = [
  'Alerts and incidents',
  'Files and hunting',
  'Devices and actions',
  'Results of live response',
  'You and the bot',
];

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

test('help says what to paste, names each command that people ask for in groups, and that nothing is ever changed', async () => {
  const answer = await chat.say('help');

  const { lines: shown } = read(answer);
  expect(shown[1]).toMatch(/^Paste an alert id/);
  expect(lines(answer)).toContain('I never change anything');
  expect(titles(answer)).toEqual(headings);
  expect(shown).toContain('files · hashes · file · kql');
  const named = shown.flatMap((line) => line.split(' · '));
  expect(named).toEqual(expect.arrayContaining(commands.filter(({ listed }) => listed).map(({ name }) => name)));
});

test('help is at most so long that a phone shows it on two screens', async () => {
  const shown = lines(await chat.say('help'));

  expect(shown.length).toBeLessThan(1_000);
  expect(shown.split('\n').length).toBeLessThan(18);
});

test('a group opens on the same card: its commands with what they are for, each of which opens, and the way back', async () => {
  const overview = await chat.say('help');

  const group = await chat.press('Files and hunting');

  expect(group.id).toBe(overview.id);
  expect(read(group).lines.slice(0, 4)).toEqual([
    'Files and hunting',
    'files <alertId>…|incident <id>',
    'Files of an alert with verdicts, prevalence and hashes',
    'hashes <alertId>',
  ]);
  expect(titles(group)).toEqual(['About files', 'About hashes', 'About file', 'About kql', 'All commands']);
  expect(lines(await chat.press('About kql'))).toContain('Hashes, at most 10');
  expect(read(await chat.press('Files and hunting')).lines[0]).toBe('Files and hunting');
  expect(read(await chat.press('All commands')).lines[0]).toBe('What I can do');
});

test.each([
  ['help incidents', 'Alerts and incidents'],
  ['help Alerts and Incidents', 'Alerts and incidents'],
  ['help live response', 'Results of live response'],
  ['help bot', 'You and the bot'],
])('“%s” is the group %s', async (typed, heading) => {
  expect(read(await chat.say(typed)).lines[0]).toBe(heading);
});

test.each(['help files', 'help alerts', 'help result'])(
  '“%s” is the command, and leads to its group',
  async (typed) => {
    const answer = await chat.say(typed);

    expect(lines(answer)).toContain('Examples');
    expect(headings).toContain(titles(answer).at(-2));
  },
);

test.each(['help', '?', 'Help!', 'commands', '', ' \u00A0 '])('“%s” is help', async (text) => {
  expect(read(await chat.say(text)).lines[0]).toBe('What I can do');
});

test('help about a command says what it takes, what it needs and how else it is called', async () => {
  const text = lines(await chat.say('help result'));

  expect(text).toContain('Which command, from 0');
  expect(text).toContain('needs Machine.ReadWrite.All');
  expect(text).toContain('Examples\nresult 988cc94e-7a8f-4b28-ab65-54970c5d5018 0');
  expect(text).toContain('Shows what a device gave');
  expect(text).toContain('also: results, output');
});

test.each(['constructor', '__proto__', 'nothing-like-it'])('help about %s is help', async (topic) => {
  expect(read(await chat.say(`help ${topic}`)).lines[0]).toBe('What I can do');
});

test.each(['no help needed', 'I need no help', 'this is helpful'])('“%s” does not ask for help', async (text) => {
  expect(lines(await chat.say(text))).not.toContain('What I can do');
});

test('a command that needs nothing typed is tried from its help', async () => {
  await chat.say('help alerts');

  expect(read(await chat.press('Try alerts')).lines[0]).toContain('8 alerts');
  expect(titles(await chat.say('help files'))).toEqual(['Files and hunting', 'All commands']);
  expect(titles(await chat.say('help remove'))).toEqual(['All commands']);
});

describe('whether this app has the permissions', () => {
  const roles = (...held: string[]) => roleTable(commands, [{ app: 'main', roles: held }]);
  async function helpFiles(options: ConversationOptions): Promise<string> {
    const own = await startConversation(options);
    const text = lines(await own.say('help files'));
    await own.close();
    return text;
  }

  test('is said of each as its token says', async () => {
    const text = await helpFiles({ health: { roles: () => roles('File.Read.All') } });

    expect(text).toContain('for files, hashes and prevalence\nthis app has it\n');
    expect(text).toContain('without it that part is left out\nthis app does not have it');
  });

  test('is not said where nobody knows', async () => {
    expect(await helpFiles({})).not.toContain('this app');
  });

  test('is not said to whoever may ask for nothing', async () => {
    const access = accessOf(() => ({ mode: 'closed' }));

    expect(await helpFiles({ access, health: { roles: () => roles('File.Read.All') } })).not.toContain('this app');
  });
});

test('asks nothing of Defender', async () => {
  await chat.say('help');
  await chat.say('help files');

  expect(chat.emulator.requests()).toEqual([]);
});
