/** What each person opened last in which thread, so that a command may be typed without its id. */

import type { Database } from './tables.ts';

export type OpenedKind = 'alert' | 'incident' | 'file' | 'device' | 'action';

export interface Opened {
  readonly kind: OpenedKind;
  /** As a command takes it. */
  readonly id: string;
  /** The last time. Milliseconds since the epoch. */
  readonly openedAt: number;
}

export interface PersonInThread {
  /** Teams' id of the person. */
  readonly personId: string;
  /** With the thread, where there is one. */
  readonly conversationId: string;
}

export interface ThreadContext {
  /** Takes the place of what was opened of its kind. */
  remember(by: PersonInThread, opened: Opened): Promise<void>;
  /** The latest of these kinds. `undefined`: there is none, or it is too long ago. */
  latest(by: PersonInThread, kinds: readonly OpenedKind[], now: number): Promise<Opened | undefined>;
  /** What is too long ago. */
  forget(now: number): Promise<void>;
}

/** How long what was opened stands for an id that is not typed. */
export const contextMaxAgeMs = 8 * 60 * 60_000;

export function createThreadContext(db: Database): ThreadContext {
  return {
    async remember({ personId, conversationId }, { kind, id, openedAt }) {
      const opened = { id, opened_at: openedAt };
      await db
        .insertInto('context')
        .values({ person_id: personId, conversation_id: conversationId, kind, ...opened })
        .onConflict((conflict) => conflict.columns(['person_id', 'conversation_id', 'kind']).doUpdateSet(opened))
        .execute();
    },

    async latest({ personId, conversationId }, kinds, now) {
      const row = await db
        .selectFrom('context')
        .select(['kind', 'id', 'opened_at'])
        .where('person_id', '=', personId)
        .where('conversation_id', '=', conversationId)
        .where('kind', 'in', kinds)
        .where('opened_at', '>', now - contextMaxAgeMs)
        .orderBy('opened_at', 'desc')
        .orderBy('kind')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? undefined : { kind: row.kind, id: row.id, openedAt: row.opened_at };
    },

    async forget(now) {
      await db
        .deleteFrom('context')
        .where('opened_at', '<=', now - contextMaxAgeMs)
        .execute();
    },
  };
}
