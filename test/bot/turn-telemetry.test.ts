/** What a turn tells of itself. */

import { expect, test } from '@jest/globals';
import { harness, type Harness } from './turn-harness.ts';

function told(): { readonly chat: Harness; readonly events: object[] } {
  const events: object[] = [];
  const chat = harness({
    telemetry: {
      async turn(work) {
        events.push({ turn: 'asked' });
        try {
          return await work();
        } finally {
          events.push({ turn: 'over' });
        }
      },
      turnBegan: (began) => void events.push(began),
      turnEnded: (ended) => void events.push(ended),
    },
  });
  return { chat, events };
}

test('its reference and command when it begins, its outcome and where it went when it ends', async () => {
  const { chat, events } = told();

  await chat.type('now');

  const { turnId } = JSON.parse(chat.logged[0] ?? '') as { turnId: string }; // of the line of the turn
  expect(events).toEqual([
    { turn: 'asked' },
    { turnId, command: 'now' },
    { outcome: 'answered', delivered: 'posted' },
    { turn: 'over' },
  ]);
});

test('no command where nothing was understood', async () => {
  const { chat, events } = told();

  await chat.type('xyzzy');

  expect(events).toContainEqual({ turnId: expect.any(String), command: undefined });
  expect(events).toContainEqual({ outcome: 'refused', delivered: 'posted' });
});

test('a question counts from when it was asked, also while it waits for others of its conversation', async () => {
  const { chat, events } = told();
  const turns = [1, 2, 3, 4, 5].map(() => chat.type('show'));
  await chat.clock.advance(0);

  expect(events.filter((event) => 'turn' in event)).toHaveLength(5);
  expect(events.filter((event) => 'turnId' in event)).toHaveLength(5);
  expect(chat.running).toHaveLength(4);
  for (let call = 0; call < 5; call++) await chat.answer(call, 'done');
  await Promise.all(turns);
});

test('two presses that are one are one turn', async () => {
  const { chat, events } = told();
  await chat.type('now');
  await chat.press('m1', ['now', 'page', '2'], { by: 'bob' });
  await chat.press('m1', ['now', 'page', '2'], { by: 'bob' });

  expect(events.filter((event) => 'turnId' in event)).toHaveLength(2);
});

test('nothing of an end where Teams took no answer', async () => {
  const { chat, events } = told();
  chat.failing.set('post', new Error('Teams does not take it'));

  await expect(chat.type('now')).rejects.toThrow();

  expect(events.at(-1)).toEqual({ turn: 'over' });
  expect(events.filter((event) => 'outcome' in event)).toEqual([]);
});
