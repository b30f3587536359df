import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { commands } from '../../../src/bot/commands/index.ts';
import { lines, read, startConversation, titles, type Conversation } from '../../support/conversation.ts';

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

test('help lists each command with how to type it, and that nothing is ever changed', async () => {
  const answer = await chat.say('help');

  const text = lines(answer);
  expect(text).toContain('I never change anything');
  for (const { name, summary, listed } of commands)
    if (listed) expect([name, text]).toEqual([name, expect.stringContaining(summary)]);
  expect(titles(answer).slice(0, 3)).toEqual(['About files', 'About hashes', 'About result']);
});

test.each(['help', '?', 'Help!', 'commands', '', ' \u00A0 '])('“%s” is help', async (text) => {
  expect(read(await chat.say(text)).lines[0]).toBe('What I can do');
});

test('help about a command says what it takes, what it needs and how else it is called', async () => {
  const text = lines(await chat.say('help result'));

  expect(text).toContain('Which command, from 0');
  expect(text).toContain('needs Machine.ReadWrite.All');
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

test('asks nothing of Defender', async () => {
  await chat.say('help');
  await chat.say('help files');

  expect(chat.emulator.requests()).toEqual([]);
});
