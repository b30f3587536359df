/** Whole turns: a press on Refresh is a press like any other, but for what is remembered. */

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { alerts } from '../../emulator/data/ids.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';
import { lines, startConversation, type Conversation, type ConversationOptions } from '../support/conversation.ts';
import { askedIn, asOf } from './remembered-stage.ts';

let chat: Conversation;
let clock: ManualClock;

async function start(options: ConversationOptions = {}): Promise<void> {
  await chat.close();
  chat = await startConversation({ clock, emulator: { realNow: () => clock.now() }, ...options });
}

beforeEach(async () => {
  clock = manualClock();
  chat = await startConversation({ clock, emulator: { realNow: () => clock.now() } });
});

afterEach(() => chat.close());

function asked(): readonly string[] {
  return askedIn(chat);
}

test('Refresh of somebody else posts their own copy, asked anew', async () => {
  const card = await chat.say(`alert ${alerts.hackTool}`, { isRoom: true });
  asked();
  await clock.advance(10_000);

  const copy = await chat.press('Refresh', { on: card, by: 'eve', isRoom: true });

  expect(copy.id).not.toBe(card.id);
  expect(asOf(copy)).toBe('as of 14:03:32 UTC');
  expect(asked()).toHaveLength(1);
});

test('Refresh that is pressed twice at once is one press', async () => {
  const card = await chat.say(`alert ${alerts.hackTool}`);
  asked();

  await chat.press('Refresh', { on: card });
  await expect(chat.press('Refresh', { on: card })).rejects.toThrow('The turn sent nothing');

  expect(asked()).toHaveLength(1);
});

test('Refresh counts as any command', async () => {
  const most = { calls: 2, perMs: 60_000 };
  await start({ quotas: { perPerson: most, perConversation: most } });
  const card = await chat.say(`alert ${alerts.hackTool}`);
  await chat.press('Refresh', { on: card });
  asked();
  await clock.advance(3_000);

  expect(lines(await chat.press('Refresh', { on: card }))).toContain('That was more than 2 commands a minute');
  expect(asked()).toEqual([]);
});

test('Refresh that fails leaves the card and what was remembered', async () => {
  const card = await chat.say(`alert ${alerts.hackTool}`);
  chat.emulator.addFault({ kind: 'status', status: 404, match: 'alerts', times: 1 });

  const failure = await chat.press('Refresh', { on: card });
  asked();

  expect(failure.id).not.toBe(card.id);
  await chat.say(`alert ${alerts.hackTool}`);
  expect(asked()).toEqual([]);
});

test.each(['fresh', 'refresh'])('%s is no word that one may type by accident', async (word) => {
  await chat.say(`alert ${alerts.hackTool}`);
  asked();

  await chat.say(`alert ${alerts.hackTool} ${word}`);

  expect(asked()).toEqual([]);
});
