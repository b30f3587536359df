/** Access for tests: a directory that a test writes, and rules that it may change. */

import { createAccess, type Access, type Directory, type Place } from '../../src/policy/access.ts';
import { open, type Rules } from '../../src/policy/policy.ts';

/** Knows nobody: where it is asked, nobody should have. */
export const noDirectory: Directory = {
  member: () => Promise.reject(new Error('Nobody is asked for a member here')),
  teamGroup: () => Promise.reject(new Error('Nobody is asked for a team here')),
  readers: () => Promise.reject(new Error('Nobody is asked for readers here')),
};

/** Everybody may do everything, as with BOT_AUTH=off. */
export const openAccess: Access = accessOf(() => open);

export function accessOf(rules: () => Rules, directory: Partial<Directory> = {}): Access {
  return createAccess({ rules, directory: { ...noDirectory, ...directory }, report: () => undefined });
}

export const personalPlace: Place = {
  kind: 'personal',
  serviceUrl: 'https://smba.trafficmanager.net/teams/',
  roomId: 'a:chat',
  teamId: undefined,
};

export const channelPlace: Place = {
  ...personalPlace,
  kind: 'channel',
  roomId: '19:room@thread.tacv2',
  teamId: '19:team@thread.tacv2',
};
