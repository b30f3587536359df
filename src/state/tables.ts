/** The tables as the newest migration leaves them. Times are milliseconds since the epoch, UTC. */

import type { Kysely } from 'kysely';
import type { AuditRecord } from './audit-record.ts';
import type { OpenedKind } from './context.ts';

export interface Tables {
  readonly activities: ActivityRow;
  readonly evidence: EvidenceRow;
  readonly audit: AuditRow;
  readonly audit_head: AuditHeadRow;
  readonly on_it: OnItRow;
  readonly context: ContextRow;
  readonly subscriptions: SubscriptionRow;
  readonly feed: FeedRow;
  readonly feed_posts: FeedPostRow;
  readonly feed_threads: FeedThreadRow;
  readonly watches: WatchRow;
  readonly processes: ProcessRow;
  readonly quota_calls: QuotaCallsRow;
  readonly access_policy: AccessPolicyRow;
}

export type Database = Kysely<Tables>;

export interface ActivityRow {
  readonly conversation_id: string;
  readonly activity_id: string;
  readonly outcome: 'running' | 'answered' | 'failed';
  /** The process that runs it, or ran it last. */
  readonly process_id: string;
  /** How often a process took it up. */
  readonly attempts: number;
  /** What is needed to answer it again; empty once it has an outcome. */
  readonly payload: string;
  /** The message that says that the answer is coming; null where there is none. */
  readonly working_id: string | null;
  readonly begun_at: number;
}

/** A message that shows evidence, or did. */
export interface EvidenceRow {
  readonly conversation_id: string;
  readonly message_id: string;
  readonly service_url: string;
  readonly person_id: string;
  readonly object_id: string | null;
  readonly person_name: string;
  readonly subject: string;
  readonly what: string;
  readonly sha256: string;
  readonly shown_at: number;
  /** Null while it stands. */
  readonly removed_at: number | null;
  readonly removed_by: 'person' | 'time' | null;
  /** Not to be removed by itself before. */
  readonly retry_at: number;
  /** How often that failed. */
  readonly failures: number;
}

/** An action that somebody waits for. */
export interface WatchRow {
  readonly id: string;
  readonly action_id: string;
  readonly action_type: string;
  readonly device_name: string | null;
  readonly person_id: string;
  readonly object_id: string | null;
  readonly person_name: string;
  readonly conversation_id: string;
  readonly service_url: string;
  readonly place_kind: 'personal' | 'group' | 'channel' | 'other';
  readonly room_id: string;
  readonly team_id: string | null;
  /** The card that is edited; null where there is none. */
  readonly message_id: string | null;
  readonly started_at: number;
  readonly ends_at: number;
  /** Not to be looked at before. */
  readonly due_at: number;
  /** The process that looks at it, or did last; null where it gave it back. */
  readonly lease_owner: string | null;
  /** Until then nobody else does. */
  readonly lease_until: number;
  /** 0 or 1. */
  readonly is_stopped: number;
  /** A digest of the action as the card shows it. */
  readonly shown: string;
  readonly failures: number;
  /** How often its last word was begun. */
  readonly mentions: number;
}

/** Lists are JSON, so that a search for an id finds it between its quotes. */
export interface AuditRow extends AuditHeadRow {
  readonly at: number;
  readonly turn_id: string;
  readonly object_id: string | null;
  readonly teams_id: string;
  readonly name: string;
  readonly place: string;
  readonly room_id: string;
  readonly conversation_id: string;
  /** 0 or 1. */
  readonly is_personal: number;
  readonly request: AuditRecord['request'];
  readonly command: string | null;
  readonly ids: string;
  readonly access: AuditRecord['access'];
  readonly outcome: AuditRecord['outcome'];
  readonly why: string | null;
  readonly duration_ms: number;
  readonly calls: number;
  readonly correlation_ids: string;
  readonly finding: string | null;
  readonly message_id: string | null;
  readonly previous: string;
}

/** One row: the last record, and its hash. */
interface AuditHeadRow {
  readonly sequence: number;
  readonly hash: string;
}

/** Who is on what. */
export interface OnItRow {
  /** Of Defender. */
  readonly tenant_id: string;
  readonly kind: 'alert' | 'incident';
  readonly subject_id: string;
  readonly person_id: string;
  readonly object_id: string | null;
  readonly person_name: string;
  readonly since: number;
  readonly until: number;
}

/** What somebody opened last of a kind in a thread. */
interface ContextRow {
  readonly person_id: string;
  readonly conversation_id: string;
  readonly kind: OpenedKind;
  readonly id: string;
  readonly opened_at: number;
}

/** What a room is told of. */
export interface SubscriptionRow {
  readonly room_id: string;
  /** Empty: of all devices. */
  readonly device_id: string;
  readonly device_name: string | null;
  readonly least: 'High' | 'Medium' | 'Low' | 'Informational';
  readonly service_url: string;
  readonly place_kind: 'personal' | 'group' | 'channel';
  readonly team_id: string | null;
  readonly person_id: string;
  readonly object_id: string | null;
  readonly person_name: string;
  readonly since: number;
  /** Alerts that were created before are not told. */
  readonly tells_from: number;
  readonly refusals: number;
}

/** One row: how far new alerts were read. */
interface FeedRow {
  readonly name: string;
  readonly read_until: number;
  /** How far it was looked for what changed. */
  readonly changed_until: number;
  readonly due_at: number;
  readonly lease_owner: string | null;
  readonly lease_until: number;
}

/** An alert in a room. */
export interface FeedPostRow {
  readonly room_id: string;
  /** By which it is known again. */
  readonly alert_id: string;
  /** Its id as Defender spells it. */
  readonly spelled: string;
  readonly incident_id: number | null;
  readonly severity: string;
  /** Null: Defender names none. */
  readonly device_id: string | null;
  readonly created_at: number;
  readonly late: 'no' | 'all' | 'some';
  /** Null: it is still to be told. Empty: where it stands is not known. */
  readonly message_id: string | null;
  readonly conversation_id: string | null;
  readonly shown: string;
  readonly place: number;
  readonly on_it: string;
  /** Its message is to be edited, and not before. Null: it stands as it should. */
  readonly edit_at: number | null;
  /** How often in a row Teams did not want that. */
  readonly failures: number;
}

interface FeedThreadRow {
  readonly room_id: string;
  readonly incident_id: number;
  readonly conversation_id: string;
  readonly used_at: number;
}

/** A process that lives, by the clock of the database. */
interface ProcessRow {
  readonly process_id: string;
  readonly seen_at: number;
  /** Since then it was never silent for too long. */
  readonly alive_since: number;
}

/** Calls that were made at once, by the clock of the database. */
interface QuotaCallsRow {
  readonly quota: string;
  readonly at: number;
  readonly calls: number;
  /** In the longest window. */
  readonly counts_until: number;
}

/** One row: the policy that is in force for all processes. */
interface AccessPolicyRow {
  readonly name: string;
  /** A digest of the text. */
  readonly version: string;
  readonly text: string;
  /** By the clock of the database. */
  readonly written_at: number;
}
