/** Whole turns: evidence that cannot be noted or removed, or that was removed before. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { lines, type Conversation } from '../support/conversation.ts';
import { asked, marker, otherPlace, startEvidenceStage, type EvidenceStage } from './evidence-stage.ts';

let stage: EvidenceStage;
let chat: Conversation;

beforeEach(async () => {
  stage = await startEvidenceStage();
  ({ chat } = stage);
});

afterEach(() => chat.close());

describe('a second press', () => {
  test.each([
    ['by the same person', 'alex', false],
    ['by an admin', 'boss', false],
    ['after a restart', 'alex', true],
  ])('%s says that it is removed already', async (_, by, afterRestart) => {
    const card = await chat.say(asked);
    await chat.press('Remove');
    const tombstone = stage.now(card);
    if (afterRestart) chat.restart();

    const said = await chat.pressData({ command: 'remove', words: [], rev: 2 }, card.id, { by });

    expect(lines(said)).toBe('That card is removed already.');
    expect(stage.now(card)).toBe(tombstone);
  });
});

describe('a card that is gone', () => {
  test('is told, and forgotten', async () => {
    const card = await chat.say(asked);
    chat.vanish(card);

    const said = await chat.press('Remove', { on: card });

    expect(lines(said)).toBe('That card is not there any more.');
    expect(await stage.evidence.find({ conversationId: 'c1', messageId: card.id })).toBeUndefined();
  });
});

describe('a tombstone that Teams does not take', () => {
  test('is told; the card can be removed again', async () => {
    const card = await chat.say(asked);
    chat.failing.set('edit', new Error('503'));
    const said = await chat.press('Remove', { by: 'boss', on: card });
    expect(lines(said)).toContain('could not be removed');
    expect(stage.now(card)).toContain(marker);
    chat.failing.clear();

    await chat.press('Remove', { on: card });

    expect(stage.now(card)).toContain('Removed: output');
    expect(chat.logged.join('\n')).toContain('evidence was not removed');
  });
});

describe('evidence that cannot be noted does not stay', () => {
  beforeEach(() => {
    stage.evidence.remember = () => Promise.reject(new RangeError('disk full'));
  });

  test('a word takes its place', async () => {
    const said = await chat.say(asked);

    expect(lines(said)).toContain('I could not note where I showed this, so I took it back.');
    expect(stage.standing()).not.toContain(marker);
    expect(chat.logged.join('\n')).toContain('could not be noted');
  });

  test('it is deleted where it cannot be edited', async () => {
    chat.failing.set('edit', new Error('503'));

    await chat.say(asked);

    expect(chat.sent).toEqual([]);
  });

  test('where neither is possible the log says so', async () => {
    for (const way of ['edit', 'remove'] as const) chat.failing.set(way, new Error('503'));

    await chat.say(asked);

    expect(chat.logged.join('\n')).toContain('evidence stands that the bot cannot take back');
  });

  test('also in the personal chat', async () => {
    const place = otherPlace;
    await chat.say(asked, { place });

    await chat.press('Show me', { place });

    expect(stage.standing()).not.toContain(marker);
  });
});
