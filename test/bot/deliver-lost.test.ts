/** Presses and edits that go wrong or cross. */

import { beforeEach, describe, expect, test } from '@jest/globals';
import { harness, type Harness } from './turn-harness.ts';

let chat: Harness;
beforeEach(async () => {
  chat = harness();
  const turn = chat.type('show');
  await chat.answer(0, 'page 1');
  await turn;
});

/** What went out since the card was posted. */
function since(): readonly string[] {
  return chat.out.slice(1);
}

describe('an edit whose answer was lost', () => {
  test('may have reached the card: the buttons that stand there now go on working', async () => {
    const lost = chat.press('m1', ['show', 'page', '2']);
    chat.failing.set('edit', new Error('no answer'));
    await chat.answer(1, 'page 2');
    await expect(lost).rejects.toThrow('no answer');
    chat.failing.delete('edit');

    const turn = chat.press('m1', ['show', 'page', '3'], { rev: 2 });
    await chat.answer(2, 'page 3');
    await turn;

    expect(since()).toEqual(['edit m1: page 3']);
    expect(chat.buttonOf('m1')).toMatchObject({ rev: 3 });
  });

  test('a stamp from further ahead is none of ours, and posts', async () => {
    const turn = chat.press('m1', ['show', 'page', '3'], { rev: 9 });
    await chat.answer(1, 'page 3');
    await turn;

    expect(since()).toEqual(['post m2: page 3']);
  });
});

test('of two slow presses that cross, the second answer is dropped, and neither working reply is left', async () => {
  const first = chat.press('m1', ['show', 'page', '2'], { rev: 1 });
  const second = chat.press('m1', ['show', 'page', '3'], { rev: 1 });
  await chat.clock.advance(3_000);
  await chat.answer(1, 'page 2');
  await chat.answer(2, 'page 3');
  await Promise.all([first, second]);

  expect(since().filter((line) => line.startsWith('edit m1'))).toEqual(['edit m1: page 2']);
  expect(since().filter((line) => line.startsWith('remove'))).toHaveLength(2);
});
