/** A journal over the ends of processes: whatever they leave is told once, first thing. */

import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { verifyChain } from '../../../src/state/audit-chain.ts';
import { openAuditTrail } from '../../../src/state/open-audit-trail.ts';
import type { State } from '../../../src/state/state.ts';
import { auditRecordOf } from '../../support/audit.ts';
import { eventually } from '../../support/eventually.ts';
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
const record = (turnId: string) => auditRecordOf({ turnId, at: 7 });

async function outage(): Promise<void> {
  stage.relay.cut();
  for (const turnId of ['a', 'b', 'c']) await state.audit.append(record(turnId));
}

const turns = async (): Promise<readonly string[]> => (await stage.chain()).map(([turnId]) => turnId);

describe('what a process that died left', () => {
  test('is in the chain before the next one records anything', async () => {
    await outage();
    const journalFile = await stage.leftBehind();
    stage.relay.mend();

    const next = await stage.open({ journalFile });

    expect(next.journalInUse()).toBeUndefined();
    expect(await stage.chain()).toEqual([
      ['a', 7],
      ['b', 7],
      ['c', 7],
    ]);
  });

  test('is in the chain once, also when it died between the replay and the end of the journal', async () => {
    await outage();
    const journalFile = await stage.leftBehind();
    stage.relay.mend();
    await stage.replays(state);
    await state.audit.append(record('d'));

    await stage.open({ journalFile });

    expect(await turns()).toEqual(['a', 'b', 'c', 'd']);
    expect(await verifyChain(state.audit.entries())).toMatchObject({ ok: true });
  });

  test('and was at is run again at once; what it answered is not', async () => {
    await outage();
    await state.activities.begin(question, '{"text":"files"}', 1);
    await state.activities.begin({ ...question, activityId: 'answered' }, '{}', 1);
    await state.activities.end({ ...question, activityId: 'answered' }, 'answered');
    const journalFile = await stage.leftBehind();
    stage.relay.mend();
    const next = await stage.open({ journalFile });

    expect(await next.activities.takeOver()).toMatchObject([{ ...question, payload: '{"text":"files"}' }]);
    expect(await next.activities.begin({ ...question, activityId: 'answered' }, '{}', 2)).toBe('skip');
  });

  test('waits, with what comes, while the database goes away again', async () => {
    await outage();
    const journalFile = await stage.leftBehind();
    stage.relay.mend();
    await stage.database.raw('ALTER TABLE audit RENAME TO elsewhere');
    const next = await stage.open({ journalFile });

    await next.audit.append(record('d'));
    expect(next.journalInUse()).toMatchObject({ waiting: 4 });
    expect(stage.logged.join('\n')).toContain('the journal cannot be replayed');
    await stage.database.raw('ALTER TABLE elsewhere RENAME TO audit');
    await stage.replays(next);

    expect(await turns()).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('a stop', () => {
  test('replays what waits where the database answers', async () => {
    await outage();
    stage.relay.mend();

    await state.close();

    expect(await turns()).toEqual(['a', 'b', 'c']);
  });

  test('leaves it for the next start where it does not, and says so', async () => {
    await outage();

    await state.close();

    expect(stage.logged.join('\n')).toMatch(/the journal is left for the next start.*"records":3/);
    stage.relay.mend();
    await stage.open();
    expect(await turns()).toEqual(['a', 'b', 'c']);
  });
});

test('while it holds something it is a chain of its own, which can be verified beside the bot', async () => {
  await outage();

  const trail = await openAuditTrail({ file: stage.file });
  expect(await verifyChain(trail.entries())).toMatchObject({ ok: true, head: { sequence: 3 } });
  await trail.close();

  stage.relay.mend();
  await stage.replays(state);
  await outage();
  const again = await openAuditTrail({ file: stage.file });
  expect(await verifyChain(again.entries())).toMatchObject({ ok: true, head: { sequence: 3 } });
  await again.close();
});

test('a second process on it does not start', async () => {
  await expect(stage.open()).rejects.toMatchObject({ name: 'StateError', message: expect.stringContaining('in use') });
});

test('one that cannot be opened ends the start', async () => {
  const journalFile = '/dev/null/journal.db';

  await expect(stage.open({ journalFile })).rejects.toMatchObject({ name: 'StateError' });
});

test('where nothing can be written into it either, nothing is recorded, and it says that it is not ready', async () => {
  await outage();
  const raw = new DatabaseSync(stage.file);
  raw.exec('ALTER TABLE audit RENAME TO a; ALTER TABLE activities RENAME TO b');

  await expect(state.audit.append(record('d'))).rejects.toMatchObject({
    name: 'StateError',
    message: 'The journal cannot be written',
  });
  await expect(state.activities.begin(question, '{}', 1)).rejects.toMatchObject({ name: 'StateError' });
  expect(await state.isReady()).toBe(false);
  raw.exec('ALTER TABLE a RENAME TO audit; ALTER TABLE b RENAME TO activities');
  raw.close();
  expect(await state.isReady()).toBe(true);
});

test('calls to Defender that were made in the outage count afterwards', async () => {
  const defender = [{ name: 'main /api/alerts', quotas: [{ calls: 10, perMs: 60_000 }], isSplit: true }];
  await outage();
  expect(await state.sharedQuotas?.take(defender, 20)).toEqual({ taken: 10, waitMs: 0 });

  stage.relay.mend();
  await stage.replays(state);

  const { sharedQuotas } = await stage.database.open();
  expect(await sharedQuotas?.take(defender, 1)).toMatchObject({ taken: 0 });
});

test('nothing of it is asked of the database while that is away, but by the attempts to replay', async () => {
  await outage();
  stage.relay.mend();

  await expect(state.audit.head()).rejects.toMatchObject({ name: 'StateError' });
  await stage.clock.advance(5_000);
  await eventually(() => state.journalInUse() === undefined);

  expect(await state.audit.head()).toMatchObject({ sequence: 3 });
});
