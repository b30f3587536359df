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

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

test('help lists each command that people ask for, and that nothing is ever changed', async () => {
  const answer = await chat.say('help');

  const text = lines(answer);
  expect(text).toContain('I never change anything');
  for (const { name, summary, listed } of commands)
    if (listed) expect([name, text]).toEqual([name, expect.stringContaining(summary)]);
  expect(titles(answer).slice(0, 3)).toEqual(['About alert', 'About alerts', 'About incident']);
});

test('help is in groups, each command with what it cannot do without', async () => {
  const { lines: shown } = read(await chat.say('help'));

  const headings = [
    'Alerts and incidents',
    'Files',
    'Devices and actions',
    'Results of live response',
    'You and the bot',
  ];
  expect(shown.filter((line) => headings.includes(line))).toEqual(headings);
  expect(shown.slice(shown.indexOf('Files') + 1).slice(0, 3)).toEqual([
    'files <alertId>…|incident <id>',
    'Files of an alert with verdicts, prevalence and hashes',
    'hashes <alertId>',
  ]);
  expect(shown).toContain('alerts');
});

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

test('a button of help turns the same card to the command, and back', async () => {
  const first = await chat.say('help');

  const about = await chat.press('About files');
  const back = await chat.press('All commands');

  expect([about.id, back.id]).toEqual([first.id, first.id]);
  expect(lines(about)).toContain('One alert or several');
  expect(lines(back)).toContain('What I can do');
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
  expect(titles(await chat.say('help files'))).toEqual(['All commands']);
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
