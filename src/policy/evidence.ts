/** Whether what a device gave may be shown in a place. */

import type { Policy } from './policy.ts';
import { placesOf, type Where } from './roles.ts';

/** `other`: a kind of conversation that this bot does not know. */
export type PlaceKind = 'personal' | 'group' | 'channel' | 'other';

/** Who reads along: members of the tenant alone, others too, or nobody could say. */
export type Readers = 'members' | 'outsiders' | 'unknown';

/** `notHere`: the policy does not name the place. `guests`: others than members read along. `unknown`: it could not be told. */
export type EvidenceVerdict = 'shown' | 'notHere' | 'guests' | 'unknown';

export function evidenceVerdict(policy: Policy, kind: PlaceKind, where: Where, readers: Readers): EvidenceVerdict {
  if (!isListed(policy, kind, where)) return 'notHere';
  if (policy.guests === 'allow' || readers === 'members') return 'shown';
  return readers === 'outsiders' ? 'guests' : 'unknown';
}

/** Needs no word on the readers. */
export function isListed({ evidenceIn }: Policy, kind: PlaceKind, where: Where): boolean {
  const names = kind === 'channel' ? placesOf(where) : kind === 'other' ? [] : [kind];
  return names.some((name) => evidenceIn.includes(name));
}
