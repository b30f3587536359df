/** The rules in force, asked for a person in a place: finds out what they turn on, and fails closed where it cannot. */

import { evidenceVerdict, isListed, type EvidenceVerdict, type PlaceKind, type Readers } from './evidence.ts';
import { roles, type Grant, type Policy, type Role, type Rules } from './policy.ts';
import { grantsOf, holds, type Asker, type Standing, type Where } from './roles.ts';

export interface Place {
  readonly kind: PlaceKind;
  /** Where Teams answers for this conversation. */
  readonly serviceUrl: string;
  /** Of the chat or channel as a whole, not of one thread. */
  readonly roomId: string;
  /** Teams' own id of the team, in a channel. */
  readonly teamId: string | undefined;
}

/** Who asks, as the message says it. */
export interface Sender {
  /** Teams' id. */
  readonly id: string;
  readonly objectId: string | undefined;
}

/** What Teams knows. All reject where it does not answer. */
export interface Directory {
  member(place: Place, personId: string): Promise<Asker & { readonly upn?: string | undefined }>;
  /** Entra's group of the place's team. */
  teamGroup(place: Place): Promise<string | undefined>;
  readers(place: Place): Promise<Readers>;
}

/** Who somebody is to the bot, here and now. */
export interface Holder {
  readonly mode: Rules['mode'];
  readonly objectId: string | undefined;
  /** What they sign in with; `undefined` also where nobody was asked. */
  readonly upn?: string | undefined;
  /** `unknown` also where nobody was asked, because nothing turns on it. */
  readonly standing: Standing;
  /** Those that count here: why the person has the roles. */
  readonly grants: readonly Grant[];
  has(role: Role): boolean;
}

export interface Access {
  /** What is in force now. */
  mode(): Rules['mode'];
  holder(sender: Sender, place: Place): Promise<Holder>;
  /** Whether evidence may be shown in the place to all who read there. */
  evidenceHere(sender: Sender, place: Place): Promise<EvidenceVerdict>;
  /** Whether it may be shown to the sender alone, in a personal chat. */
  evidencePersonally(sender: Sender, place: Place): Promise<EvidenceVerdict>;
}

export interface AccessOptions {
  /** Asked anew for each question: a policy may change at any time. */
  readonly rules: () => Rules;
  readonly directory: Directory;
  /** Told what could not be found out. */
  readonly report: (error: unknown, what: 'member' | 'team' | 'readers') => void;
}

export function createAccess({ rules, directory, report }: AccessOptions): Access {
  async function known<T>(what: 'team' | 'readers', work: Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work;
    } catch (error) {
      report(error, what);
      return otherwise;
    }
  }

  /** Whom Teams does not find there is nobody there: they left, or the room is gone. Whatever else fails, nobody knows. */
  async function askerIn(sender: Sender, place: Place): ReturnType<Directory['member']> {
    try {
      return await directory.member(place, sender.id);
    } catch (error) {
      report(error, 'member');
      return { standing: isNotThere(error) ? 'anonymous' : 'unknown', objectId: undefined };
    }
  }

  async function whereOf(place: Place, policy: Policy): Promise<Where> {
    if (place.kind !== 'channel') return { channelId: undefined, teamGroupId: undefined };
    const isAsked = place.teamId !== undefined && namesTeams(policy);
    return {
      channelId: place.roomId,
      teamGroupId: isAsked ? await known('team', directory.teamGroup(place), undefined) : undefined,
    };
  }

  async function personally(policy: Policy, sender: Sender, place: Place): Promise<EvidenceVerdict> {
    const nowhere = { channelId: undefined, teamGroupId: undefined };
    if (!isListed(policy, 'personal', nowhere)) return 'notHere';
    const { standing } = await askerIn(sender, place);
    const readers = standing === 'member' ? 'members' : standing === 'unknown' ? 'unknown' : 'outsiders';
    return evidenceVerdict(policy, 'personal', nowhere, readers);
  }

  return {
    mode: () => rules().mode,
    async holder(sender, place) {
      const now = rules();
      if (now.mode !== 'policy') {
        const has = (): boolean => now.mode === 'open';
        return { mode: now.mode, objectId: sender.objectId, standing: 'unknown', grants: [], has };
      }
      const [asker, where] = await Promise.all([askerIn(sender, place), whereOf(place, now.policy)]);
      const grants = grantsOf(now.policy, asker, where);
      const { standing, objectId = sender.objectId, upn } = asker;
      return { mode: 'policy', objectId, upn, standing, grants, has: (role) => holds(role, grants) };
    },
    async evidenceHere(sender, place) {
      const now = rules();
      if (now.mode !== 'policy') return now.mode === 'open' ? 'shown' : 'notHere';
      if (place.kind === 'personal') return personally(now.policy, sender, place);
      const where = await whereOf(place, now.policy);
      if (!isListed(now.policy, place.kind, where)) return 'notHere';
      const readers =
        now.policy.guests === 'allow' ? 'unknown' : await known('readers', directory.readers(place), 'unknown');
      return evidenceVerdict(now.policy, place.kind, where, readers);
    },
    async evidencePersonally(sender, place) {
      const now = rules();
      if (now.mode !== 'policy') return now.mode === 'open' ? 'shown' : 'notHere';
      return personally(now.policy, sender, place);
    },
  };
}

function isNotThere(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === 404;
}

/** Where nothing turns on teams, nobody asks for them. */
function namesTeams({ grants, evidenceIn }: Policy): boolean {
  return [...grants.map(({ to }) => to), ...evidenceIn].some((target) => target.startsWith('team:'));
}

export function rolesOf(holder: Holder): readonly Role[] {
  return roles.filter((role) => holder.has(role));
}
