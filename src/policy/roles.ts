/** Which grants a person holds in a place. What is not known for sure counts for nothing. */

import { roles, type Grant, type Policy, type Role } from './policy.ts';

/** `unknown`: nobody could say. */
export type Standing = 'member' | 'guest' | 'external' | 'anonymous' | 'unknown';

export interface Asker {
  readonly standing: Standing;
  /** Of Entra ID; `undefined` where there is none. */
  readonly objectId: string | undefined;
}

export interface Where {
  /** `undefined` in anything but a channel. */
  readonly channelId: string | undefined;
  /** Entra's group of the channel's team; `undefined` where it is not known. */
  readonly teamGroupId: string | undefined;
}

/** Guests, external and anonymous people hold what was granted to them by name, and nothing that was granted to a crowd. */
export function grantsOf({ grants }: Pick<Policy, 'grants'>, asker: Asker, where: Where): readonly Grant[] {
  const targets = targetsOf(asker, where);
  return grants.filter(({ to }) => targets.includes(to));
}

function targetsOf({ standing, objectId }: Asker, where: Where): readonly string[] {
  if (standing === 'unknown' || objectId === undefined) return [];
  const own = `user:${objectId.toLowerCase()}`;
  return standing === 'member' ? [own, 'tenant', ...placesOf(where)] : [own];
}

/** As a policy names them. */
export function placesOf({ channelId, teamGroupId }: Where): readonly string[] {
  return [
    ...(channelId === undefined ? [] : [`channel:${channelId}`]),
    ...(teamGroupId === undefined ? [] : [`team:${teamGroupId.toLowerCase()}`]),
  ];
}

export function holds(role: Role, grants: readonly Grant[]): boolean {
  return grants.some((grant) => roles.indexOf(grant.role) >= roles.indexOf(role));
}
