/** Whole turns: evidence that is taken back, by whom and where, and what stands in its place. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions, alerts } from '../../emulator/data/ids.ts';
import { channelPlace, personalPlace } from '../support/access.ts';
import { lines, titles, type Conversation } from '../support/conversation.ts';
import { asked, groupPlace, marker, otherPlace, startEvidenceStage, type EvidenceStage } from './evidence-stage.ts';

let stage: EvidenceStage;
let chat: Conversation;

beforeEach(async () => {
  stage = await startEvidenceStage();
  ({ chat } = stage);
});

afterEach(() => chat.close());

describe.each([
  ['a personal chat', personalPlace],
  ['a group chat', groupPlace],
  ['a channel', channelPlace],
])('in %s', (_, place) => {
  test.each([
    ['the person it was shown for', 'alex', false],
    ['that person, after a restart', 'alex', true],
    ['an admin', 'boss', false],
    ['an admin, after a restart', 'boss', true],
  ])('%s turns the card into a tombstone', async (__, by, afterRestart) => {
    const card = await chat.say(asked, { place });
    expect(stage.standing()).toContain(marker);
    if (afterRestart) chat.restart();

    await chat.press('Remove', { by, place });

    expect(stage.standing()).not.toContain(marker);
    expect(chat.sent).toHaveLength(1);
    expect(stage.now(card)).toContain(`Removed: output of command 1 of 2 (index 0) of action ${actions.minidump}`);
    expect(stage.now(card)).toMatch(/\nshown for Alex Wilber, \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\n/);
    expect(stage.now(card)).toMatch(by === 'alex' ? /\nremoved by Alex Wilber, / : /\nremoved by boss, /);
    expect(stage.now(card)).toMatch(/SHA-256 [\da-f]{64}$/);
  });

  test.each([false, true])('anybody else is told who can, and the card stays (restart: %s)', async (afterRestart) => {
    const card = await chat.say(asked, { place });
    if (afterRestart) chat.restart();

    const said = await chat.press('Remove', { by: 'eve', place, on: card });

    expect(lines(said)).toContain('That card was shown for somebody else.');
    expect(lines(said)).toContain('They can remove it, and so can whoever has the role admin here.');
    expect(stage.now(card)).toContain(marker);
  });
});

describe('the tombstone', () => {
  test('has the sum that the card had as its evidence', async () => {
    const card = await chat.say(asked);
    const sum = /result as stored: .*\nSHA-256 ([\da-f]{64})/.exec(lines(card))?.[1];

    await chat.press('Remove');

    expect(sum).toBeDefined();
    expect(stage.now(card)).toContain(`SHA-256 ${sum ?? ''}`);
  });

  test('takes the place of a collected file’s hashes, but for that of what was stored', async () => {
    const card = await chat.say(`result ${actions.minidump} 1`);
    const [, sha1 = ''] = /SHA-1 ([\da-f]{40})/.exec(lines(card)) ?? [];

    await chat.press('Remove');

    expect(sha1).not.toBe('');
    expect(stage.now(card)).toContain(`Removed: name and hashes of the file from command 2 of 2 (index 1)`);
    expect(stage.now(card)).not.toContain(sha1);
    expect(stage.standing()).not.toContain(marker);
  });

  test('stays where the card had been turned to another page', async () => {
    const card = await chat.say(`result ${actions.longOutput}`);
    await chat.press('From the start');

    await chat.press('Remove');

    expect(chat.sent).toHaveLength(1);
    expect(stage.now(card)).toContain('Removed: output of command 1');
  });

  test('stands in the personal chat of whoever pressed Show me', async () => {
    await chat.say(asked, { place: otherPlace });
    await chat.press('Show me', { by: 'ben', place: otherPlace });
    const [card] = chat.personally;
    expect(JSON.stringify(card)).toContain(marker);
    chat.restart();

    await chat.press('Remove', { on: card, by: 'ben', place: personalPlace, in: 'a:personal' });

    expect(stage.standing()).not.toContain(marker);
    expect(JSON.stringify(chat.personally)).toContain('Removed: output of command 1');
  });
});

test.each([
  ['an overview', `result ${actions.minidump}`],
  ['files', `files ${alerts.hackTool}`],
  ['a failure', 'result nonsense'],
])('%s has no Remove', async (_, text) => {
  expect(titles(await chat.say(text))).not.toContain('Remove');
});

test('typed, it says how it is done', async () => {
  expect(lines(await chat.say('remove'))).toContain('Press Remove on the one that is to go');
});

test('pressed on a card that shows no evidence it is refused to a reader', async () => {
  const card = await chat.say(`files ${alerts.hackTool}`);

  const said = await chat.pressData({ command: 'remove', words: [] }, card.id);

  expect(lines(said)).toContain('I do not know any more for whom that card was shown.');
  expect(lines(said)).toContain('Whoever has the role admin here can remove it.');
  expect(stage.now(card)).toContain('SHA-256');
});

test('a finding that stands in the place of evidence is none: it is not remembered', async () => {
  const card = await chat.say(asked, { place: otherPlace });

  expect(await stage.evidence.find({ conversationId: 'c1', messageId: card.id })).toBeUndefined();
});

test('of a card that was forgotten an admin leaves a tombstone without its facts', async () => {
  const card = await chat.say(asked);
  await stage.evidence.forget({ conversationId: 'c1', messageId: card.id });

  await chat.press('Remove', { by: 'boss' });

  expect(stage.now(card)).toMatch(/^Removed: what a device gave\nremoved by boss, /);
});

test('a person whose role is gone may still take back what was shown for them', async () => {
  const card = await chat.say(asked);
  stage.grants = [];

  await chat.press('Remove');

  expect(stage.now(card)).toContain('Removed: output');
});

describe('what the audit trail says', () => {
  test('a removal that cannot be recorded is not done, nor is its refusal told', async () => {
    const card = await chat.say(asked);
    chat.unrecorded();

    for (const by of ['alex', 'boss', 'eve']) {
      const said = await chat.press('Remove', { by, on: card });
      expect(lines(said)).toContain('could not record who asked for this');
      expect(titles(said)).not.toContain('Try again'); // it would be about the card of the refusal
    }

    expect(stage.now(card)).toContain(marker);
  });

  test('a forged press whose answer would go to a personal chat removes nothing, and is recorded as refused', async () => {
    const card = await chat.say(asked, { place: channelPlace });

    const forged = { command: 'remove', words: [], rev: 1, personal: true };
    const said = await chat.pressData(forged, card.id, { place: channelPlace });

    expect(lines(said)).toContain('Press Remove on the one that is to go');
    expect(stage.now(card)).toContain(marker);
    expect((await chat.recorded()).at(-1)).toMatchObject({ command: 'remove', outcome: 'refused' });
  });
});
