/** Who is on which alert or incident, until when: what people tell each other here, and nothing that Defender knows of. */

import type { Database, OnItRow } from './tables.ts';

export interface OnItSubject {
  readonly kind: 'alert' | 'incident';
  /** As Defender has it. */
  readonly id: string;
}

/** Teams' id is one for each person and bot; Entra's outlives a reinstallation. */
export interface OnItPerson {
  readonly personId: string;
  readonly objectId: string | undefined;
}

export interface Holding extends OnItSubject, OnItPerson {
  /** Display name. Foreign text. */
  readonly personName: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** From then on nobody is. */
  readonly until: number;
}

export interface OnIt {
  /** `isTaken`: they are from now on. Else somebody was before them, perhaps they themselves. One of several at once is. */
  claim(wanted: Holding): Promise<{ readonly isTaken: boolean; readonly holding: Holding }>;
  /** False: it is not held like that any more. */
  release(holding: Holding): Promise<boolean>;
  /** Of these, as far as somebody is on them. */
  of(subjects: readonly OnItSubject[], now: number): Promise<readonly Holding[]>;
  /** Of all people. */
  all(now: number): Promise<readonly Holding[]>;
  /** The latest first. */
  heldBy(person: OnItPerson, now: number): Promise<readonly Holding[]>;
}

/** Of a display name, as much as is kept. */
const maxNameChars = 256;
/** Between a claim that failed and the look at who was before it may lie a release. */
const maxTries = 3;

/** @param tenantId - of Defender: ids of another tenant are other alerts. */
export function createOnIt(db: Database, tenantId: string): OnIt {
  const inForce = (now: number) =>
    db.selectFrom('on_it').selectAll().where('tenant_id', '=', tenantId).where('until', '>', now);

  /** What has ended makes room first, so that one statement decides who of several is on it. */
  async function isInserted(wanted: Holding): Promise<boolean> {
    await db.deleteFrom('on_it').where('until', '<=', wanted.since).execute();
    const taken = await db
      .insertInto('on_it')
      .values({ tenant_id: tenantId, ...columnsOf(wanted) })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'kind', 'subject_id']).doNothing())
      .returning('subject_id')
      .executeTakeFirst();
    return taken !== undefined;
  }

  async function holdingOf({ kind, id }: OnItSubject, now: number): Promise<Holding | undefined> {
    const row = await inForce(now).where('kind', '=', kind).where('subject_id', '=', id).executeTakeFirst();
    return row === undefined ? undefined : holdingFrom(row);
  }

  return {
    async claim(wanted) {
      for (let tries = 1; tries <= maxTries; tries++) {
        if (await isInserted(wanted)) return { isTaken: true, holding: wanted };
        const holding = await holdingOf(wanted, wanted.since);
        if (holding !== undefined) return { isTaken: false, holding };
      }
      throw new Error('Who is on it changes faster than it can be read');
    },

    async release({ kind, id, personId, since }) {
      const released = await db
        .deleteFrom('on_it')
        .where('tenant_id', '=', tenantId)
        .where('kind', '=', kind)
        .where('subject_id', '=', id)
        .where('person_id', '=', personId)
        .where('since', '=', since)
        .returning('subject_id')
        .executeTakeFirst();
      return released !== undefined;
    },

    async of(subjects, now) {
      if (subjects.length === 0) return [];
      const ids = subjects.map(({ id }) => id);
      const rows = await inForce(now).where('subject_id', 'in', ids).execute();
      const isMeant = ({ kind, id }: Holding): boolean => subjects.some((one) => one.kind === kind && one.id === id);
      return rows.map(holdingFrom).filter(isMeant);
    },

    async all(now) {
      return (await inForce(now).execute()).map(holdingFrom);
    },

    async heldBy({ personId, objectId }, now) {
      const rows = await inForce(now)
        .where((row) => {
          const byTeams = row('person_id', '=', personId);
          return objectId === undefined ? byTeams : row.or([byTeams, row('object_id', '=', objectId)]);
        })
        .orderBy('since', 'desc')
        .orderBy('subject_id')
        .execute();
      return rows.map(holdingFrom);
    },
  };
}

function columnsOf(holding: Holding): Omit<OnItRow, 'tenant_id'> {
  return {
    kind: holding.kind,
    subject_id: holding.id,
    person_id: holding.personId,
    object_id: holding.objectId ?? null,
    person_name: holding.personName.slice(0, maxNameChars),
    since: holding.since,
    until: holding.until,
  };
}

function holdingFrom(row: OnItRow): Holding {
  return {
    kind: row.kind,
    id: row.subject_id,
    personId: row.person_id,
    objectId: row.object_id ?? undefined,
    personName: row.person_name,
    since: row.since,
    until: row.until,
  };
}
