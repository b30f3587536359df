/** Whole turns: who is on what, shown to all, claimed once, released by whom it may be. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { alerts } from '../../../emulator/data/ids.ts';
import { channelPlace } from '../../support/access.ts';
import { manualClock } from '../../support/clock.ts';
import { lines, read, startConversation, titles, type Conversation } from '../../support/conversation.ts';
import { startEvidenceStage } from '../evidence-stage.ts';

let chat: Conversation;

beforeEach(async () => {
  ({ chat } = await startEvidenceStage()); // boss is an admin
});

afterEach(() => chat.close());

const place = channelPlace;
const alexIsOnIt = /^Alex Wilber is on it since \d\d:\d\d UTC \(just now\)$/m;

describe('a press of “I’m on it”', () => {
  test('by whom the card was shown for edits it', async () => {
    const card = await chat.say(`alert ${alerts.hackTool}`, { place });

    const after = await chat.press('I’m on it', { place });

    expect(after).toMatchObject({ id: card.id, edits: 1 });
    expect(lines(after)).toMatch(alexIsOnIt);
    expect(lines(after)).toContain('unassigned');
    expect(titles(after)).toContain('Release');
  });

  test('by somebody else posts a card of their own, and the one that others read stays', async () => {
    const card = await chat.say(`alert ${alerts.hackTool}`, { place });

    const after = await chat.press('I’m on it', { by: 'Bea', place });

    expect(chat.sent).toHaveLength(2);
    expect(after.id).not.toBe(card.id);
    expect(lines(after)).toMatch(/^Bea is on it since /m);
    expect(lines(chat.sent[0] ?? card)).not.toContain('is on it');
  });

  test('on a later page stays there', async () => {
    await chat.say(`alert ${alerts.manyFiles}`, { place });
    await chat.press('Next 5', { place });

    const after = await chat.press('I’m on it', { place });

    expect(lines(after)).toContain('evidence 6-10 of 10');
    expect(lines(after)).toMatch(alexIsOnIt);
  });
});

test('two in the same second: one is on it, the other is told who, and nothing else changes', async () => {
  const card = await chat.say(`alert ${alerts.hackTool}`, { place });

  await Promise.all([
    chat.press('I’m on it', { place, on: card }),
    chat.press('I’m on it', { by: 'Bea', place, on: card }),
  ]);

  const said = chat.sent.map(lines);
  const [winner = ''] = said.flatMap((text) => /^(\S.*) is on it since /m.exec(text)?.[1] ?? []);
  const told = said.filter((text) => text.includes('So you are not.'));
  expect(['Alex Wilber', 'Bea']).toContain(winner);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain(`${winner} is on it since `);
  expect(told[0]).toMatch(/They or an admin can release it; by itself it ends at /);
  expect(lines(await chat.say(`alert ${alerts.hackTool}`, { by: 'Cy', place }))).toContain(`${winner} is on it since `);
});

test('everybody who opens the alert sees it, by which command and where ever, after a restart too', async () => {
  await chat.say(`on-it ${alerts.hackTool}`);
  chat.restart();

  expect(lines(await chat.say(alerts.hackTool, { by: 'Bea', place, in: 'c2' }))).toMatch(alexIsOnIt);
});

test('who is on an incident stands on it and on its alerts', async () => {
  const taken = await chat.say('on-it incident 2451');

  const alert = await chat.say(`alert ${alerts.malware}`);

  expect(lines(taken)).toMatch(alexIsOnIt);
  expect(lines(alert)).toMatch(/^Alex Wilber is on its incident 2451 since /m);
  expect(titles(alert)).toContain('I’m on it');
  expect(titles(await chat.say('incident 2451'))).toContain('Release');
});

describe('nobody is on', () => {
  test('an alert that Defender does not know', async () => {
    const answer = await chat.say('on-it da000000000000000001_1');

    expect(lines(answer)).toContain('Defender knows no such alert.');
    expect(lines(await chat.say('mine'))).toContain('You are on nothing');
  });

  test('an incident without alerts', async () => {
    expect(lines(await chat.say('on-it incident 99'))).toContain('Defender has no alerts of incident 99');
    expect(lines(await chat.say('mine'))).toContain('You are on nothing');
  });
});

test('Defender’s weather keeps nobody from saying that they are on it', async () => {
  chat.emulator.addFault({ kind: 'status', status: 403, match: '/api/alerts/' });

  const answer = await chat.say(`on-it ${alerts.hackTool}`);

  expect(read(answer).lines[0]).toMatch(alexIsOnIt);
  expect(lines(answer)).toContain('It cannot be shown now. Defender does not allow this bot to read that.');
  expect(titles(answer)).toEqual(['Alert', 'Release']);
});

test('what has no known form and Defender does not confirm is not kept', async () => {
  chat.emulator.addFault({ kind: 'status', status: 403, match: '/api/alerts/' });

  const answer = await chat.say('on-it ghp_16C7e42F292c6912E7710c838347Ae178B4a');

  expect(lines(answer)).toContain('Defender does not allow this bot to read that.');
  expect(lines(await chat.say('mine'))).toContain('You are on nothing');
});

describe('released', () => {
  beforeEach(() => chat.say(`on-it ${alerts.hackTool}`, { place }));

  test.each([
    ['by whoever is on it', 'alex'],
    ['by an admin', 'boss'],
  ])('%s it is free for everybody', async (_, by) => {
    const after = await chat.press('Release', { by, place });

    expect(lines(after)).not.toContain('is on it');
    expect(lines(await chat.say(`claim ${alerts.hackTool}`, { by: 'Bea', place }))).toContain('Bea is on it since ');
  });

  test('by anybody else it is not, and they are told who can', async () => {
    const answer = await chat.press('Release', { by: 'Bea', place });

    expect(lines(answer)).toContain('Somebody else is on it.');
    expect(lines(answer)).toContain('They can release it, and so can whoever has the role admin here.');
    expect(lines(await chat.say(`alert ${alerts.hackTool}`, { place }))).toMatch(alexIsOnIt);
  });

  test('twice says that nobody is', async () => {
    await chat.press('Release', { place });

    const again = await chat.say(`release ${alerts.hackTool}`, { place });

    expect(read(again).lines[0]).toBe('Nobody is on it');
    expect(titles(again)).toEqual(['Alert', 'I’m on it']);
  });

  test('in Defender’s bad weather it is free all the same', async () => {
    chat.emulator.addFault({ kind: 'status', status: 403, match: '/api/alerts/', times: 1 });

    const release = { command: 'release', words: [alerts.hackTool], fresh: true };
    const answer = await chat.pressData(release, undefined, { place });

    expect(read(answer).lines[0]).toBe('Nobody is on it any more');
    expect(lines(await chat.say(`alert ${alerts.hackTool}`, { place }))).not.toContain('is on it');
  });
});

test('claims and releases are in the audit trail, refusals too', async () => {
  await chat.say(`on-it ${alerts.hackTool}`, { place });
  await chat.say(`release ${alerts.hackTool}`, { by: 'Bea', place });
  await chat.say('on-it incident 2451', { place });

  expect(await chat.recorded()).toMatchObject([
    { command: 'on-it', ids: [alerts.hackTool], outcome: 'answered', who: { name: 'Alex Wilber' } },
    { command: 'release', ids: [alerts.hackTool], outcome: 'refused', why: 'NotAllowedError notHolder' },
    { command: 'on-it', ids: ['2451'], outcome: 'answered' },
  ]);
});

test('nobody hoards: the fifty-first is refused', async () => {
  for (let i = 1; i <= 50; i++) {
    chat.emulator.addFault({ kind: 'status', status: 403, match: '/api/alerts/', times: 1 });
    await chat.say(`on-it da63899351220811490${i % 10}_${i}`);
  }

  const answer = await chat.say(`on-it ${alerts.hackTool}`);

  expect(lines(answer)).toContain('You are on 50 already. Release one first: mine lists them.');
});

test('after the shift nobody is on it any more', async () => {
  const clock = manualClock();
  const shift = await startConversation({ clock });
  try {
    const taken = await shift.say(`on-it ${alerts.hackTool}`);
    await clock.advance(9 * 3_600_000);

    expect(lines(taken)).toContain('Alex Wilber is on it since 14:03 UTC (just now)');
    expect(lines(await shift.say(`alert ${alerts.hackTool}`))).not.toContain('is on it');
  } finally {
    await shift.close();
  }
});

describe('mine', () => {
  test('has what I am on, the latest first, and says that Defender knows nothing of it', async () => {
    await chat.say(`on-it ${alerts.hackTool}`);
    await chat.say('on-it incident 2451');
    await chat.say(`on-it ${alerts.malware}`, { by: 'Bea' });

    const answer = await chat.say('mine');

    expect(read(answer).lines[0]).toBe('You are on 1 alert and 1 incident');
    expect(lines(answer)).toMatch(
      /^incident 2451\nsince \d\d:\d\d UTC \(just now\), until (?:[\d-]{10} )?\d\d:\d\d UTC$/m,
    );
    expect(lines(answer)).toContain("'AutoKms' hacktool was prevented\nHigh · New · unassigned · LAPTOP-042 · 2 h ago");
    expect(lines(answer)).not.toContain(alerts.malware);
    expect(lines(answer)).toContain('This is kept here alone.');
    expect(titles(answer)).toContain('Assigned in Defender');
  });

  test('says what it does not know of them', async () => {
    await chat.say(`on-it ${alerts.hackTool}`);
    chat.emulator.addFault({ kind: 'status', status: 403, match: '/api/alerts' });

    const answer = await chat.pressData({ command: 'mine', words: [], fresh: true });

    expect(lines(answer)).toContain(`alert ${alerts.hackTool}\nsince `);
    expect(lines(answer)).toContain('Defender did not say what all of them are.');
  });
});
