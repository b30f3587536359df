/** What the asker sees of a command that tells how far it is. */

import { beforeEach, expect, test } from '@jest/globals';
import { gone, harness, type Harness, type Running } from './turn-harness.ts';

let chat: Harness;
beforeEach(() => {
  chat = harness();
});

/** The first call of `show`, once it runs. */
async function begun(): Promise<Running> {
  await chat.clock.advance(0);
  const [first] = chat.running;
  if (first === undefined) throw new Error('Nothing runs');
  return first;
}

/** What became of the working card, without the typing before it. */
const seen = (): readonly string[] => chat.out.filter((line) => line !== 'typing');

test('an answer that is there in time is one message, however much was told before', async () => {
  const turn = chat.type('show');
  const call = await begun();
  for (let done = 0; done < 50; done++) call.tell(done);
  await chat.clock.advance(2_999);
  call.answer('done');
  await turn;

  expect(seen()).toEqual(['post m1: done']);
});

test('the working card says how far it is as it appears, then in steps of five seconds, and becomes the answer', async () => {
  const turn = chat.type('show');
  const call = await begun();
  call.tell(7);
  await chat.clock.advance(3_000);
  for (let done = 8; done <= 40; done++) {
    call.tell(done);
    await chat.clock.advance(333);
  }
  call.answer('done');
  await turn;

  expect(seen()).toEqual([
    'post m1: Working on show: 7 of 50 alerts read…',
    'edit m1: Working on show: 23 of 50 alerts read…',
    'edit m1: Working on show: 38 of 50 alerts read…',
    'edit m1: done',
  ]);
  expect(chat.clock.sleepers).toBe(0);
});

test('nothing is edited while nothing new is told', async () => {
  const turn = chat.type('show');
  const call = await begun();
  await chat.clock.advance(20_000);
  call.tell(1);
  await chat.clock.advance(30_000);
  call.answer('done');
  await turn;

  expect(seen()).toEqual([
    'post m1: Working on show…',
    'edit m1: Working on show: 1 of 50 alerts read…',
    'edit m1: done',
  ]);
});

test('an edit that Teams takes late never stands over the answer: the answer waits for it', async () => {
  const held = Promise.withResolvers<undefined>();
  const turn = chat.type('show');
  const call = await begun();
  await chat.clock.advance(3_000);
  chat.holdingOnce.set('edit', held.promise);
  call.tell(9);
  await chat.clock.advance(5_000);
  call.answer('done');
  await chat.clock.advance(30_000);
  expect(seen()).toEqual(['post m1: Working on show…']);
  held.resolve(undefined);
  await turn;

  expect(seen().slice(1)).toEqual(['edit m1: Working on show: 9 of 50 alerts read…', 'edit m1: done']);
});

test('an edit that hangs is the only one on its way, and the next says what is true then', async () => {
  const held = Promise.withResolvers<undefined>();
  const turn = chat.type('show');
  const call = await begun();
  await chat.clock.advance(3_000);
  chat.holdingOnce.set('edit', held.promise);
  for (const done of [9, 19, 29]) {
    call.tell(done);
    await chat.clock.advance(5_000);
  }
  held.resolve(undefined);
  await chat.clock.advance(5_000);
  call.answer('done');
  await turn;

  expect(seen().slice(1)).toEqual([
    'edit m1: Working on show: 9 of 50 alerts read…',
    'edit m1: Working on show: 29 of 50 alerts read…',
    'edit m1: done',
  ]);
});

test.each([
  ['is gone', gone(), 'post m2: done'],
  ['takes no edit', new Error('503'), 'edit m1: done'],
])('a working card that %s is told nothing more, and the answer comes all the same', async (_, error, answer) => {
  const turn = chat.type('show');
  const call = await begun();
  await chat.clock.advance(3_000);
  if (answer.startsWith('post')) chat.vanish('m1');
  else chat.failingOnce.set('edit', error);
  for (const done of [9, 19, 29]) {
    call.tell(done);
    await chat.clock.advance(5_000);
  }
  call.answer('done');
  await turn;

  expect(seen()).toEqual(['post m1: Working on show…', answer]);
});

test('what is told after the answer goes nowhere', async () => {
  const turn = chat.type('show');
  const call = await begun();
  await chat.clock.advance(3_000);
  call.answer('done');
  await turn;
  call.tell(50);
  await chat.clock.advance(60_000);

  expect(seen()).toEqual(['post m1: Working on show…', 'edit m1: done']);
});

test('the reply to a press tells it too, and is taken back when the card itself becomes the answer', async () => {
  const typed = chat.type('show');
  (await begun()).answer('first');
  await typed;
  const turn = chat.press('m1', ['show', 'page', '2']);
  await chat.clock.advance(3_000);
  chat.running[1]?.tell(18);
  await chat.clock.advance(5_000);
  await chat.answer(1, 'second');
  await turn;

  expect(seen()).toEqual([
    'post m1: first',
    'post m2: Working on show…',
    'edit m2: Working on show: 18 of 50 alerts read…',
    'edit m1: second',
    'remove m2',
  ]);
});

test('a command that runs out of time ends as that in the same message', async () => {
  const turn = chat.type('show');
  const call = await begun();
  call.tell(4);
  await chat.clock.advance(60_000);
  await turn;

  expect(seen()).toEqual([
    'post m1: Working on show: 4 of 50 alerts read…',
    'edit m1: It took too long, so I stopped.',
  ]);
});
