/** A replica while PostgreSQL is away: what it would have recorded there is in its journal, and comes later. */

import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { verifyChain } from '../../../src/state/audit-chain.ts';
import type { State } from '../../../src/state/state.ts';
import { auditRecordOf } from '../../support/audit.ts';
import { createStage, type JournalStage } from './stage.ts';

let stage: JournalStage;
let state: State;

beforeEach(async () => {
  stage = await createStage();
  state = await stage.open();
});

afterEach(async () => {
  await stage.remove();
});

const question = { conversationId: 'c', activityId: 'a' };
const shown = {
  conversationId: 'c',
  messageId: 'm',
  serviceUrl: 'https://smba.example/',
  personId: '29:alex',
  objectId: undefined,
  personName: 'Alex',
  subject: 'result 1',
  what: 'result 1',
  sha256: 'ab',
  shownAt: 5,
};
const record = (turnId: string, at = 1) => auditRecordOf({ turnId, at });

describe('a record', () => {
  test('goes to the journal, and from there to the end of the chain with its own time and in its order', async () => {
    await state.audit.append(record('before', 10));
    stage.relay.cut();
    await state.audit.append(record('first', 20));
    await state.audit.append(record('second', 15));
    await (await stage.database.open()).audit.append(record('of another', 30));

    stage.relay.mend();
    await stage.replays(state);
    await state.audit.append(record('after', 40));

    expect(await stage.chain()).toEqual([
      ['before', 10],
      ['of another', 30],
      ['first', 20],
      ['second', 15],
      ['after', 40],
    ]);
    expect(await verifyChain(state.audit.entries())).toMatchObject({ ok: true });
  });

  test('does not overtake those that wait, however soon the database is back', async () => {
    stage.relay.cut();
    await state.audit.append(record('first'));
    stage.relay.mend();

    await state.audit.append(record('second'));

    expect(await stage.chain()).toEqual([]);
    await stage.replays(state);
    expect((await stage.chain()).map(([turnId]) => turnId)).toEqual(['first', 'second']);
  });

  test('that comes while the others are replayed comes after them', async () => {
    stage.relay.cut();
    for (let i = 0; i < 450; i++) await state.audit.append(record(`r${i}`));
    stage.relay.mend();

    const replayed = stage.replays(state);
    for (let i = 450; i < 500; i++) await state.audit.append(record(`r${i}`));
    await replayed;

    expect((await stage.chain()).map(([turnId]) => turnId)).toEqual(Array.from({ length: 500 }, (_, i) => `r${i}`));
  });

  test('whose arrival nobody heard of is in the chain once', async () => {
    await state.audit.append(record('heard'));
    stage.relay.cut();
    await state.audit.append(record('unheard'));
    await (await stage.database.open()).audit.append(record('unheard'));

    stage.relay.mend();
    await stage.replays(state);

    expect((await stage.chain()).map(([turnId]) => turnId)).toEqual(['heard', 'unheard']);
  });
});

describe('a question', () => {
  test('is answered once, in the outage and after it', async () => {
    stage.relay.cut();
    expect(await state.activities.begin(question, '{}', 1)).toBe('run');
    expect(await state.activities.begin(question, '{}', 2)).toBe('skip');
    await state.activities.end(question, 'answered');
    expect(await state.activities.begin(question, '{}', 3)).toBe('skip');

    stage.relay.mend();
    await stage.replays(state);

    expect(await state.activities.begin(question, '{}', 4)).toBe('skip');
    expect(await (await stage.database.open()).activities.begin(question, '{}', 5)).toBe('skip');
  });

  test('that was begun before is not begun again in the outage, and its end is told afterwards', async () => {
    await state.activities.begin(question, '{}', 1);
    stage.relay.cut();

    expect(await state.activities.begin(question, '{}', 2)).toBe('skip');
    await state.activities.end(question, 'answered');
    stage.relay.mend();
    await stage.replays(state);

    expect(await stage.database.raw('SELECT outcome, payload FROM activities')).toEqual([
      { outcome: 'answered', payload: '' },
    ]);
  });

  test('whose answer failed in the outage runs again when it is repeated', async () => {
    await state.activities.begin(question, '{}', 1);
    stage.relay.cut();
    await state.activities.end(question, 'failed');

    expect(await state.activities.begin(question, '{}', 2)).toBe('run');
  });

  test('that runs beyond the outage is this process’s still, with its working card', async () => {
    stage.relay.cut();
    await state.activities.begin(question, '{"text":"files"}', 1);
    await state.activities.setWorkingId(question, 'w');
    stage.relay.mend();
    await stage.replays(state);

    expect(await state.activities.workingId(question)).toBe('w');
    expect(await stage.database.raw('SELECT outcome, payload FROM activities')).toEqual([
      { outcome: 'running', payload: '{"text":"files"}' },
    ]);
    await state.activities.end(question, 'answered');
    expect(await stage.database.raw('SELECT outcome FROM activities')).toEqual([{ outcome: 'answered' }]);
  });

  test('of which the database has the text keeps it when only its card is told', async () => {
    await state.activities.begin(question, '{"text":"files"}', 1);
    stage.relay.cut();
    await state.activities.setWorkingId(question, 'w');
    stage.relay.mend();
    await stage.replays(state);

    expect(await stage.database.raw('SELECT outcome, payload, working_id FROM activities')).toEqual([
      { outcome: 'running', payload: '{"text":"files"}', working_id: 'w' },
    ]);
  });
});

describe('evidence', () => {
  test('that is shown in the outage can be taken back in it, and is known afterwards', async () => {
    stage.relay.cut();
    await state.evidence.remember(shown);
    await state.evidence.remember({ ...shown, messageId: 'removed' });
    await state.evidence.setRemoved({ conversationId: 'c', messageId: 'removed' }, 'person', 9);
    expect(await state.evidence.find(shown)).toMatchObject({ what: 'result 1', removed: undefined });

    stage.relay.mend();
    await stage.replays(state);

    const other = await stage.database.open();
    expect(await other.evidence.find(shown)).toMatchObject({ shownAt: 5, removed: undefined });
    expect(await other.evidence.find({ conversationId: 'c', messageId: 'removed' })).toMatchObject({
      removed: { at: 9, by: 'person' },
    });
  });

  test('from before it is not guessed at: nobody knows whether it was removed', async () => {
    await state.evidence.remember(shown);
    stage.relay.cut();
    await state.audit.append(record('r'));

    await expect(state.evidence.find(shown)).rejects.toMatchObject({ name: 'StateError' });
    await expect(state.evidence.setRemoved(shown, 'person', 9)).rejects.toMatchObject({ name: 'StateError' });
    await expect(state.evidence.forget(shown)).rejects.toMatchObject({ name: 'StateError' });
  });
});

test('what lives on the shared database is refused at once, and comes back', async () => {
  stage.relay.cut();
  await state.audit.append(record('r'));
  stage.relay.mend();

  await expect(state.subscriptions.ofRoom('19:room')).rejects.toMatchObject({ name: 'StateError' });
  await stage.replays(state);
  expect(await state.subscriptions.ofRoom('19:room')).toEqual([]);
});

test('a fault of a statement is no outage', async () => {
  await stage.database.raw('DROP TABLE audit');

  await expect(state.audit.append(record('r'))).rejects.toMatchObject({ code: '42P01' });
  expect(state.journalInUse()).toBeUndefined();
});

test('the outage is told of when it begins and when it ends, with how many records wait', async () => {
  expect(state.journalInUse()).toBeUndefined();
  stage.relay.cut();
  for (const turnId of ['a', 'b', 'c']) await state.audit.append(record(turnId));
  expect(state.journalInUse()).toEqual({ since: stage.clock.now(), waiting: 3 });
  expect(await state.isReady()).toBe(true);

  stage.relay.mend();
  await stage.replays(state);

  const told = stage.logged.filter((line) => line.includes('journal'));
  expect(told).toEqual([
    expect.stringMatching(/^the database is away: the journal is in use/),
    expect.stringMatching(/^the journal is replayed.*"records":3/),
  ]);
});

test('the file is for its owner alone', async () => {
  const modes = await Promise.all(
    [stage.file, dirname(stage.file)].map(async (path) => (await stat(path)).mode & 0o777),
  );

  expect(modes).toEqual([0o600, 0o700]);
});
