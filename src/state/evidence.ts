/** Which messages show evidence, where and for whom: what it takes to take one back. Never the evidence itself. */

import type { Database, EvidenceRow } from './tables.ts';

export interface MessageAddress {
  readonly conversationId: string;
  readonly messageId: string;
}

export interface ShownEvidence extends MessageAddress {
  /** Where Teams answers for the conversation. */
  readonly serviceUrl: string;
  /** Teams' id of the person it was shown for. */
  readonly personId: string;
  readonly objectId: string | undefined;
  /** Display name. Foreign text. */
  readonly personName: string;
  /** What the card is about: the same subject is the same evidence. */
  readonly subject: string;
  /** The same in words: our own and checked tokens. */
  readonly what: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** The first time. Milliseconds since the epoch. */
  readonly shownAt: number;
}

/** By a person, or because its time was up. */
export type RemovedBy = 'person' | 'time';

export interface KnownEvidence extends ShownEvidence {
  /** `undefined`: it stands. */
  readonly removed: { readonly at: number; readonly by: RemovedBy } | undefined;
}

export interface DueEvidence extends ShownEvidence {
  /** Attempts to remove it that failed. */
  readonly failures: number;
}

export interface Evidence {
  /** An edit of a message that is known leaves the time at which it was first shown. */
  remember(shown: ShownEvidence): Promise<void>;
  /** `undefined`: nothing is known of the message. */
  find(at: MessageAddress): Promise<KnownEvidence | undefined>;
  setRemoved(at: MessageAddress, by: RemovedBy, when: number): Promise<void>;
  /** What stands since before `shownBefore` and is not to be tried again later; the oldest first. */
  due(of: {
    readonly shownBefore: number;
    readonly now: number;
    readonly max: number;
  }): Promise<readonly DueEvidence[]>;
  /** A removal failed: not due again before. */
  postpone(at: MessageAddress, until: number): Promise<void>;
  forget(at: MessageAddress): Promise<void>;
  /** What was shown before, whatever became of it. */
  forgetOld(shownBefore: number): Promise<void>;
}

export function createEvidence(db: Database): Evidence {
  const update = ({ conversationId, messageId }: MessageAddress) =>
    db.updateTable('evidence').where('conversation_id', '=', conversationId).where('message_id', '=', messageId);

  return {
    async remember(shown) {
      const stands = { ...columnsOf(shown), removed_at: null, removed_by: null, retry_at: 0, failures: 0 };
      const { conversation_id, message_id, shown_at, ...again } = stands;
      await db
        .insertInto('evidence')
        .values({ conversation_id, message_id, shown_at, ...again })
        .onConflict((conflict) => conflict.columns(['conversation_id', 'message_id']).doUpdateSet(again))
        .execute();
    },

    async find({ conversationId, messageId }) {
      const row = await db
        .selectFrom('evidence')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .where('message_id', '=', messageId)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { removed_at: at, removed_by: by } = row;
      return { ...shownOf(row), removed: at === null || by === null ? undefined : { at, by } };
    },

    async setRemoved(at, by, when) {
      await update(at).set({ removed_at: when, removed_by: by }).execute();
    },

    async due({ shownBefore, now, max }) {
      const rows = await db
        .selectFrom('evidence')
        .selectAll()
        .where('removed_at', 'is', null)
        .where('shown_at', '<', shownBefore)
        .where('retry_at', '<=', now)
        .orderBy('shown_at')
        .limit(max)
        .execute();
      return rows.map((row) => ({ ...shownOf(row), failures: row.failures }));
    },

    async postpone(at, until) {
      await update(at)
        .set((row) => ({ retry_at: until, failures: row('failures', '+', 1) }))
        .execute();
    },

    async forget({ conversationId, messageId }) {
      await db
        .deleteFrom('evidence')
        .where('conversation_id', '=', conversationId)
        .where('message_id', '=', messageId)
        .execute();
    },

    async forgetOld(shownBefore) {
      await db.deleteFrom('evidence').where('shown_at', '<', shownBefore).execute();
    },
  };
}

type ShownColumns = Omit<EvidenceRow, 'removed_at' | 'removed_by' | 'retry_at' | 'failures'>;

function columnsOf(shown: ShownEvidence): ShownColumns {
  return {
    conversation_id: shown.conversationId,
    message_id: shown.messageId,
    service_url: shown.serviceUrl,
    person_id: shown.personId,
    object_id: shown.objectId ?? null,
    person_name: shown.personName,
    subject: shown.subject,
    what: shown.what,
    sha256: shown.sha256,
    shown_at: shown.shownAt,
  };
}

function shownOf(row: ShownColumns): ShownEvidence {
  return {
    conversationId: row.conversation_id,
    messageId: row.message_id,
    serviceUrl: row.service_url,
    personId: row.person_id,
    objectId: row.object_id ?? undefined,
    personName: row.person_name,
    subject: row.subject,
    what: row.what,
    sha256: row.sha256,
    shownAt: row.shown_at,
  };
}
