import { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { replayQuestions } from '../../../src/state/journal/replay.ts';
import type { ActivityRow, Tables } from '../../../src/state/tables.ts';
import { onPostgres, type PostgresTestDatabase } from '../engines.ts';

let database: PostgresTestDatabase;
let db: Kysely<Tables>;

beforeAll(async () => {
  database = await onPostgres();
  await database.open();
  db = new Kysely<Tables>({ dialect: database.dialect() });
});

afterAll(async () => {
  await db.destroy();
  await database.remove();
});

type Told = Pick<ActivityRow, 'outcome' | 'process_id'>;

function row(id: string, { outcome, process_id }: Told): ActivityRow {
  const payload = outcome === 'running' ? '{}' : '';
  return {
    ...{ conversation_id: 'c', activity_id: id, outcome, process_id, payload },
    ...{ attempts: 1, working_id: null, begun_at: 1 },
  };
}

describe('of a question', () => {
  const [ours, others] = ['ours', 'others'];

  test.each<readonly [id: string, there: Told | undefined, told: Told['outcome'], after: Told]>([
    ['nobody knows', undefined, 'answered', { outcome: 'answered', process_id: ours }],
    ['ours, answered', { outcome: 'running', process_id: ours }, 'answered', { outcome: 'answered', process_id: ours }],
    ['ours, failed', { outcome: 'running', process_id: ours }, 'failed', { outcome: 'failed', process_id: ours }],
    ['of others', { outcome: 'running', process_id: others }, 'answered', { outcome: 'answered', process_id: ours }],
    [
      'of others, failed',
      { outcome: 'running', process_id: others },
      'failed',
      { outcome: 'running', process_id: others },
    ],
    [
      'of others, runs',
      { outcome: 'running', process_id: others },
      'running',
      { outcome: 'running', process_id: others },
    ],
    ['that failed', { outcome: 'failed', process_id: others }, 'running', { outcome: 'running', process_id: ours }],
    [
      'answered, runs',
      { outcome: 'answered', process_id: others },
      'running',
      { outcome: 'answered', process_id: others },
    ],
    ['answered by us', { outcome: 'answered', process_id: ours }, 'failed', { outcome: 'answered', process_id: ours }],
  ])('%s: an answer stands, and what others run is theirs', async (id, there, outcome, after) => {
    if (there !== undefined) await db.insertInto('activities').values(row(id, there)).execute();

    await replayQuestions(db, [row(id, { outcome, process_id: ours })]);

    const found = db.selectFrom('activities').select(['outcome', 'process_id']).where('activity_id', '=', id);
    expect(await found.execute()).toEqual([after]);
  });
});
