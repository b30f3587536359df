/** A question that ended each process which worked on it: whoever asked is told, once, and it is recorded. */

import { expect, test } from '@jest/globals';
import { alerts } from '../../emulator/data/ids.ts';
import { commands } from '../../src/bot/commands/index.ts';
import { createEvidenceCards } from '../../src/bot/evidence-cards.ts';
import { createGivenUp } from '../../src/bot/given-up.ts';
import type { Incoming } from '../../src/bot/incoming.ts';
import { createShown } from '../../src/bot/shown.ts';
import { messageCard } from '../../src/cards/message.ts';
import type { AuditRecord } from '../../src/state/audit-record.ts';
import { personalPlace } from '../support/access.ts';
import { manualClock } from '../support/clock.ts';
import { rememberedEvidence } from '../support/evidence.ts';
import { createMessages } from '../support/messages.ts';
import { lines, titles } from '../support/read-sent.ts';

const typed: Incoming = {
  conversationId: 'c1',
  activityId: 'q1',
  person: { id: '29:alex', objectId: undefined, name: 'Alex Wilber' },
  isRoom: false,
  place: personalPlace,
  request: { kind: 'typed', text: `files ${alerts.hackTool}` },
};

function stage(workingId: () => Promise<string | undefined>) {
  const clock = manualClock();
  const messages = createMessages({ hasPersonalChats: true });
  const out = messages.out('c1');
  const recorded: AuditRecord[] = [];
  const logged: string[] = [];
  const note = (fields: object, text: string): void => void logged.push(JSON.stringify({ ...fields, text }));
  const log = { info: note, warn: note, error: note };
  const shown = createShown(clock);
  const giveUp = createGivenUp({
    commands,
    activities: { workingId },
    audit: { append: (record) => Promise.resolve({ sequence: recorded.push(record), hash: '' }) },
    shown,
    cards: createEvidenceCards({ evidence: rememberedEvidence(), shown, ttlMs: undefined, clock, log }),
    clock,
    log,
  });
  return { messages, out, recorded, logged, giveUp: (incoming: Incoming) => giveUp(incoming, out) };
}

const none = (): Promise<undefined> => Promise.resolve(undefined);
const heading = 'I was restarted 3 times while I worked on this, so I could not answer it.';
const advice = 'Nothing was changed. Ask again. If it happens again, tell whoever runs this bot';

test('its working card says so, with the reference and a button to ask again', async () => {
  const { messages, out, giveUp, logged } = stage(() => Promise.resolve('m1'));
  await out.post(messageCard('Working on files…'));

  await giveUp(typed);

  expect(messages.sent.map((one) => lines(one))).toEqual([expect.stringContaining(`${heading}\n${advice}`)]);
  expect(messages.sent.flatMap((one) => titles(one))).toEqual(['Try again']);
  expect(logged.join()).toMatch(/"error":"GivenUpError".*"turn failed"/);
});

test.each([
  ['had none', none],
  ['has one that is gone', () => Promise.resolve('m9')],
  ['has one that the state does not tell', () => Promise.reject(new RangeError('disk full'))],
] as const)('where it %s a reply says so', async (_, workingId) => {
  const { messages, giveUp } = stage(workingId);

  await giveUp(typed);

  expect(messages.sent.map((one) => lines(one))).toEqual([expect.stringContaining(heading)]);
});

test('a press is told in a reply, and its card stays as it is', async () => {
  const { messages, out, giveUp } = stage(none);
  const cardId = await out.post(messageCard('Six people read this'));
  const press = { command: 'files', words: [alerts.hackTool], revision: 1, isFresh: false, isPersonal: false };

  await giveUp({ ...typed, request: { kind: 'pressed', press, cardId } });

  expect(messages.sent.map(({ edits }) => edits)).toEqual([0, 0]);
  expect(messages.sent.map((one) => lines(one)).at(-1)).toContain(heading);
});

test('it is recorded as failed, and that nobody was asked', async () => {
  const { giveUp, recorded } = stage(none);

  await giveUp(typed);

  expect(recorded).toMatchObject([
    { command: 'files', ids: [alerts.hackTool], access: 'notAsked', outcome: 'failed', why: 'GivenUpError', calls: 0 },
  ]);
});
