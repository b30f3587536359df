import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { lines, read, startConversation, titles, type Conversation } from '../../support/conversation.ts';

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

test.each(['hello', 'Hi', 'hey there', 'Good morning', 'hallo!'])('“%s” is answered with what to ask', async (text) => {
  const answer = await chat.say(text);

  expect(lines(answer)).toMatch(/^Hello\. Give me an alert id/);
  expect(titles(answer)).toEqual(['What else?']);
});

test('the button of a greeting shows help', async () => {
  await chat.say('hello');

  expect(read(await chat.press('What else?')).lines[0]).toBe('What I can do');
});

test.each(['thanks', 'Thank you', 'thx', 'ty!', 'Thanks, that was it.'])('“%s” is answered', async (text) => {
  expect(lines(await chat.say(text))).toBe('You are welcome.');
});
