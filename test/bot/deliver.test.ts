/** Edit or post: what becomes of a press. */

import { beforeEach, describe, expect, test } from '@jest/globals';
import { DefenderError } from '../../src/defender/errors.ts';
import { gone, harness, type Harness } from './turn-harness.ts';
import { channelPlace, personalPlace } from '../support/access.ts';

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

async function pressed(words: readonly string[], about: Parameters<Harness['press']>[2] = {}): Promise<void> {
  const turn = chat.press('m1', words, about);
  await chat.answer(chat.running.length, words.join(' '));
  await turn;
}

test('a press that shows the same thing differently edits the card it sits on', async () => {
  await pressed(['show', 'page', '2']);

  expect(since()).toEqual(['edit m1: show page 2']);
});

test('the same press by somebody else posts that person’s own copy', async () => {
  await pressed(['show', 'page', '2'], { by: 'bob' });

  expect(since()).toEqual(['post m2: show page 2']);
});

test('that copy is that person’s own to page through', async () => {
  await pressed(['show', 'page', '2'], { by: 'bob' });
  const turn = chat.press('m2', ['show', 'page', '3'], { by: 'bob' });
  await chat.answer(2, 'show page 3');
  await turn;

  expect(since()).toEqual(['post m2: show page 2', 'edit m2: show page 3']);
});

test('a press that asks something new posts', async () => {
  await chat.press('m1', ['now']);

  expect(since()).toEqual(['post m2: now 1']);
});

test('a press that was never stamped, as only a forged one is, changes no card and is answered', async () => {
  const press = { command: 'show', words: ['page', '2'], revision: undefined, isPersonal: false, isFresh: false };
  const turn = chat.turn({
    conversationId: 'c1',
    activityId: 'forged',
    person: { id: 'ana', objectId: undefined, name: 'ana' },
    isRoom: true,
    place: channelPlace,
    request: { kind: 'pressed', press, cardId: 'm1' },
  });
  await chat.answer(1, 'page 2');
  await turn;

  expect(since()).toEqual(['post m2: page 2']);
});

test('a press on a card of another conversation posts', async () => {
  await pressed(['show', 'page', '2'], { in: 'c2' });

  expect(since()).toEqual(['post m2: show page 2']);
});

test('a press on a card that was forgotten posts', async () => {
  await chat.clock.advance(8 * 3_600_000 + 1);

  await pressed(['show', 'page', '2']);

  expect(since()).toEqual(['post m2: show page 2']);
});

describe('what goes wrong after a press leaves the card as it is', () => {
  test('a usage error posts', async () => {
    await chat.press('m1', ['show', 'page', 'x']);

    expect(since()).toEqual(['post m2: That was not understood']);
  });

  test('an error of Defender posts', async () => {
    const turn = chat.press('m1', ['show', 'page', '2']);
    await chat.fail(1, new DefenderError('failed', 'x'));
    await turn;

    expect(since()).toEqual(['post m2: Defender had an error of its own.']);
  });

  test.each([['isolate'], ['constructor'], ['__proto__'], ['']])('a button for “%s” posts', async (command) => {
    await chat.press('m1', [command, 'LAPTOP-042']);

    expect(since()).toEqual(['post m2: That was not understood']);
  });

  test('a press that is none of ours posts', async () => {
    const person = { id: 'ana', objectId: undefined, name: 'Ana' };
    const request = { kind: 'pressed', press: undefined, cardId: 'm1' } as const;
    await chat.turn({ conversationId: 'c1', activityId: 'x', person, isRoom: false, place: personalPlace, request });

    expect(since()).toEqual(['post m2: That was not understood']);
  });
});

describe('a card that is gone', () => {
  test('is posted anew', async () => {
    chat.failing.set('edit', gone());

    await pressed(['show', 'page', '2']);

    expect(since()).toEqual(['post m2: show page 2']);
  });

  test('another failure of an edit is not taken for that, and the card’s buttons go on working', async () => {
    chat.failing.set('edit', new Error('Teams does not take it'));
    await expect(pressed(['show', 'page', '2'])).rejects.toThrow('Teams does not take it');
    chat.failing.clear();
    await chat.clock.advance(2_001);

    await pressed(['show', 'page', '2']);

    expect(since()).toEqual(['edit m1: show page 2']);
  });
});

describe('presses that cross', () => {
  test('a late answer to an older state of the card is dropped', async () => {
    const slow = chat.press('m1', ['show', 'page', '2']);
    const quick = chat.press('m1', ['show', 'page', '3']);
    await chat.answer(2, 'page 3');
    await quick;
    await chat.answer(1, 'page 2');
    await slow;

    expect(since()).toEqual(['edit m1: page 3']);
    expect(chat.logged.at(-1)).toContain('"delivered":"dropped"');
  });

  test('also one that comes while the edit for the newer is on its way', async () => {
    const slow = chat.press('m1', ['show', 'page', '2']);
    const quick = chat.press('m1', ['show', 'page', '3']);
    await chat.clock.advance(0);
    for (const call of [2, 1]) chat.running[call]?.answer(`call ${call}`);
    await Promise.all([slow, quick]);

    expect(since()).toEqual(['edit m1: call 2']);
  });

  test('after an edit the card’s buttons carry its new state', async () => {
    expect(chat.buttonOf('m1')).toMatchObject({ rev: 1 });
    await pressed(['show', 'page', '2']);
    expect(chat.buttonOf('m1')).toMatchObject({ rev: 2 });
    await pressed(['show', 'page', '3']);

    expect(since()).toEqual(['edit m1: show page 2', 'edit m1: show page 3']);
  });
});

describe('a press that is slow', () => {
  test('changes nothing on the card until the answer is there; the working reply is taken back', async () => {
    const turn = chat.press('m1', ['show', 'page', '2']);
    await chat.clock.advance(3_000);
    expect(since()).toEqual(['typing', 'post m2: Working on show…']);
    await chat.answer(1, 'page 2');
    await turn;

    expect(since().slice(2)).toEqual(['edit m1: page 2', 'remove m2']);
  });

  test('a working reply that cannot be taken back says where the answer is', async () => {
    chat.failing.set('remove', new Error('not here'));
    const turn = chat.press('m1', ['show', 'page', '2']);
    await chat.clock.advance(3_000);
    await chat.answer(1, 'page 2');
    await turn;

    expect(since().slice(2)).toEqual(['edit m1: page 2', 'edit m2: Answered above.']);
  });

  test('by somebody else: the working reply becomes the copy', async () => {
    const turn = chat.press('m1', ['show', 'page', '2'], { by: 'bob' });
    await chat.clock.advance(3_000);
    await chat.answer(1, 'page 2');
    await turn;

    expect(since().slice(2)).toEqual(['edit m2: page 2']);
  });

  test('and fails: the working reply becomes the error', async () => {
    const turn = chat.press('m1', ['show', 'page', '2']);
    await chat.clock.advance(3_000);
    await chat.fail(1, new DefenderError('throttled', 'x', { retryAfterMs: 42_000 }));
    await turn;

    expect(since().slice(2)).toEqual(['edit m2: Defender’s request quota is used up.']);
  });

  test('and late: the working reply is taken back, the card stays with the newer answer', async () => {
    const slow = chat.press('m1', ['show', 'page', '2']);
    await chat.clock.advance(3_000);
    const quick = chat.press('m1', ['show', 'page', '3']);
    await chat.answer(2, 'page 3');
    await quick;
    await chat.answer(1, 'page 2');
    await slow;

    expect(since().slice(2)).toEqual(['edit m1: page 3', 'remove m2']);
  });
});
