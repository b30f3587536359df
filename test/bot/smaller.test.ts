import { describe, expect, test } from '@jest/globals';
import { smaller } from '../../src/bot/smaller.ts';
import { button } from '../../src/cards/buttons.ts';
import { messageCard } from '../../src/cards/message.ts';
import { linesOf, sent } from '../cards/reading.ts';
import { harness, tooLarge } from './turn-harness.ts';

describe('an answer', () => {
  test('that is a card keeps its finding and its buttons, and says how to ask for less', () => {
    const card = smaller(messageCard('3 files', [button('Hash list', 'hashes', 'da1')]));

    if (!('content' in card)) throw new Error('That is text');
    expect(linesOf(card)).toEqual([
      '3 files',
      expect.stringContaining('larger than Teams takes. Ask for less: head 20'),
    ]);
    expect(sent(card, 'Hash list')).toBe('hashes da1');
  });

  test('that is text keeps whole lines from its beginning, and says how many are missing', () => {
    const lines = Array.from({ length: 1_000 }, (_, i) => `${i}`.padStart(64, '0'));

    const less = smaller({ text: lines.join('\n') });

    if (!('text' in less)) throw new Error('That is a card');
    const kept = less.text.split('\n');
    expect(kept.slice(0, -1)).toEqual(lines.slice(0, kept.length - 1));
    expect(kept.at(-1)).toMatch(new RegExp(`^… ${1_000 - kept.length + 1} more lines than Teams takes`));
    expect(less.text.length).toBeLessThan(11_000);
  });
});

describe('a turn whose answer is too large for Teams', () => {
  test('posts it smaller: the same card to whoever presses its buttons', async () => {
    const chat = harness();
    chat.failingOnce.set('post', tooLarge());
    await chat.type('now');

    await chat.press('m2', ['now', 'page', '2']);

    expect(chat.out).toEqual(['post m2: now 1', 'edit m2: now 2']);
    expect(chat.logged.join('\n')).toContain('an answer is larger than Teams takes');
  });

  test('makes its working card the smaller answer', async () => {
    const chat = harness();
    const turn = chat.type('show');
    await chat.clock.advance(3_000);
    chat.failingOnce.set('edit', tooLarge());
    await chat.answer(0, 'done');
    await turn;

    expect(chat.out.slice(1)).toEqual(['post m1: Working on show…', 'edit m1: done']);
    expect(chat.buttonOf('m1')).toMatchObject({ command: 'show', words: ['page', '2'] });
  });

  test('edits the card that was pressed into the smaller one', async () => {
    const chat = harness();
    await chat.type('now');
    chat.failingOnce.set('edit', tooLarge());

    await chat.press('m1', ['now', 'page', '2']);

    expect(chat.out).toEqual(['post m1: now 1', 'edit m1: now 2']);
    expect(chat.buttonOf('m1')).toMatchObject({ rev: 2 });
  });

  test('has failed where the smaller one is not taken either', async () => {
    const chat = harness();
    chat.failing.set('post', tooLarge());

    await expect(chat.type('now')).rejects.toThrow('413');
  });
});
