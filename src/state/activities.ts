/** Which activities are running, answered or failed: Teams delivers some twice, and a process may die amid one. */

import type { Database } from './tables.ts';

export interface ActivityKey {
  readonly conversationId: string;
  readonly activityId: string;
}

export interface Unfinished extends ActivityKey {
  readonly payload: string;
  /** It ended `maxAttempts` processes: it is not to be run again, and whoever asked is to be told. Given as such once. */
  readonly isGivenUp: boolean;
}

export interface Activities {
  /** `skip`: it runs, or was answered. A repeat of one that failed runs. */
  begin(key: ActivityKey, payload: string, at: number): Promise<'run' | 'skip'>;
  end(key: ActivityKey, outcome: 'answered' | 'failed'): Promise<void>;
  /**
   * Activities of processes that died, the oldest first: from here on they are this process's to answer. Dead is every
   * other one, but for those that give signs of life where several share the database.
   */
  takeOver(): Promise<readonly Unfinished[]>;
  /** The message that says that the answer is coming, posted by a process that died. `undefined`: there is none. */
  workingId(key: ActivityKey): Promise<string | undefined>;
  setWorkingId(key: ActivityKey, messageId: string): Promise<void>;
  /** Those that began before, whatever became of them. */
  forget(before: number): Promise<void>;
}

/** An activity that ends the process each time it runs would end it forever. */
export const maxAttempts = 3;

/** @param processId - another one for each start. */
export function createActivities(db: Database, processId: string): Activities {
  const update = ({ conversationId, activityId }: ActivityKey) =>
    db
      .updateTable('activities')
      .where('conversation_id', '=', conversationId)
      .where('activity_id', '=', activityId)
      .where('process_id', '=', processId);

  return {
    async begin({ conversationId, activityId }, payload, at) {
      const begun = { outcome: 'running', process_id: processId, attempts: 1, payload, begun_at: at } as const;
      const taken = await db
        .insertInto('activities')
        .values({ conversation_id: conversationId, activity_id: activityId, working_id: null, ...begun })
        .onConflict((conflict) =>
          conflict
            .columns(['conversation_id', 'activity_id'])
            .doUpdateSet(begun)
            .where('activities.outcome', '=', 'failed'),
        )
        .returning('activity_id')
        .executeTakeFirst();
      return taken === undefined ? 'skip' : 'run';
    },

    async end(key, outcome) {
      await update(key).set({ outcome, payload: '', working_id: null }).execute();
    },

    /** Of several that come at once the first has it: its own is a process that lives. */
    async takeOver() {
      const ofTheDead = db
        .updateTable('activities')
        .where('outcome', '=', 'running')
        .where('process_id', '!=', processId)
        .where('process_id', 'not in', (living) => living.selectFrom('processes').select('process_id'));
      await ofTheDead
        .where('attempts', '>', maxAttempts) // it ended also the one that was to tell so
        .set({ outcome: 'failed', payload: '', working_id: null })
        .execute();
      const taken = await ofTheDead
        .set((row) => ({ process_id: processId, attempts: row('attempts', '+', 1) }))
        .returning(['conversation_id', 'activity_id', 'payload', 'begun_at', 'attempts'])
        .execute();
      return taken
        .toSorted((a, b) => a.begun_at - b.begun_at)
        .map(({ conversation_id: conversationId, activity_id: activityId, payload, attempts }) => ({
          conversationId,
          activityId,
          payload,
          isGivenUp: attempts > maxAttempts,
        }));
    },

    async workingId({ conversationId, activityId }) {
      const row = await db
        .selectFrom('activities')
        .select('working_id')
        .where('conversation_id', '=', conversationId)
        .where('activity_id', '=', activityId)
        .executeTakeFirst();
      return row?.working_id ?? undefined;
    },

    async setWorkingId(key, messageId) {
      await update(key).set({ working_id: messageId }).execute();
    },

    async forget(before) {
      await db.deleteFrom('activities').where('begun_at', '<', before).execute();
    },
  };
}
