/** Who is in a conversation, and what team it belongs to, as Teams knows it. Kept for a while; a failure never is. */

import type { Clock } from '../clock.ts';
import type { LookUps } from './connector.ts';
import { createKept } from './kept.ts';
import { isRecord, type JsonObject } from '../json.ts';

/** A chat or a channel. */
export interface Room {
  readonly serviceUrl: string;
  readonly roomId: string;
  readonly teamId: string | undefined;
}

export interface Member {
  readonly standing: 'member' | 'guest' | 'external' | 'anonymous' | 'unknown';
  /** Of Entra ID. */
  readonly objectId: string | undefined;
  /** What they sign in with, where they are of the bot's own tenant and Teams says it. */
  readonly upn?: string | undefined;
}

/** All reject where Teams does not answer, or not with what was asked for. */
export interface Rooms {
  member(room: Room, personId: string): Promise<Member>;
  /** Entra's group of the room's team. */
  teamGroup(room: Room): Promise<string | undefined>;
  /** Whether members of the tenant alone read the room. */
  readers(room: Room): Promise<'members' | 'outsiders' | 'unknown'>;
}

export interface RoomsOptions {
  readonly lookUps: Pick<LookUps, 'get'>;
  /** Of the bot: whoever is of another one is external. */
  readonly tenantId: string;
  readonly clock: Clock;
}

export const roomLimits = {
  /** Ours: after so long somebody who joined or left is noticed. */
  keptMs: 10 * 60_000,
  maxKept: 10_000,
  /** From 50 to 500. Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context */
  pageSize: 500,
  /** Ours. A larger room has readers whom nobody has looked at. */
  maxPages: 20,
} as const;

export function createRooms({ lookUps, tenantId, clock }: RoomsOptions): Rooms {
  const shelf = { max: roomLimits.maxKept, ttlMs: roomLimits.keptMs, clock };
  const members = createKept<Member>(shelf);
  const teams = createKept<{ readonly groupId: string }>(shelf);
  const rosters = createKept<{ readonly readers: 'members' | 'outsiders' | 'unknown' }>(shelf);

  /** Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context */
  async function fetchReaders({ serviceUrl, roomId }: Room): Promise<'members' | 'outsiders' | 'unknown'> {
    const path = ['v3', 'conversations', roomId, 'pagedmembers'];
    let query: Readonly<Record<string, string>> = { pageSize: String(roomLimits.pageSize) };
    for (let page = 1; page <= roomLimits.maxPages; page++) {
      const answer = await lookUps.get({ serviceUrl, path, query });
      const { members: listed, continuationToken: next } = answer;
      if (!Array.isArray(listed) || listed.length === 0) throw new TypeError('A roster without members');
      if (!listed.every((one) => memberOf(one, tenantId).standing === 'member')) return 'outsiders';
      if (next === undefined || next === null || next === '') return 'members';
      if (typeof next !== 'string') throw new TypeError('A roster whose continuation is no text');
      query = { ...query, continuationToken: next };
    }
    return 'unknown';
  }

  return {
    member: ({ serviceUrl, roomId }, personId) =>
      members(keyOf(serviceUrl, roomId, personId), async () => {
        const found = await lookUps.get({ serviceUrl, path: ['v3', 'conversations', roomId, 'members', personId] });
        if (found['id'] !== personId) throw new TypeError('Teams described somebody else than was asked for');
        return memberOf(found, tenantId);
      }),
    async teamGroup({ serviceUrl, teamId }) {
      if (teamId === undefined) return undefined;
      const { groupId } = await teams(keyOf(serviceUrl, teamId), async () => {
        const { aadGroupId } = await lookUps.get({ serviceUrl, path: ['v3', 'teams', teamId] });
        if (typeof aadGroupId !== 'string') throw new TypeError('A team without its group');
        return { groupId: aadGroupId };
      });
      return groupId;
    },
    async readers(room) {
      const { readers } = await rosters(keyOf(room.serviceUrl, room.roomId), async () => ({
        readers: await fetchReaders(room),
      }));
      return readers;
    },
  };
}

/**
 * A member is of the bot's own tenant and says so in each of three fields; less than that is not enough.
 * Source: learn.microsoft.com/javascript/api/botframework-schema/teamschannelaccount
 */
export function memberOf(value: unknown, ownTenantId: string): Member {
  const from: JsonObject = isRecord(value) ? value : {};
  const text = (name: string): string | undefined => {
    const field = from[name];
    return typeof field === 'string' && field !== '' ? field : undefined;
  };
  const objectId = text('aadObjectId') ?? text('objectId');
  const tenantId = text('tenantId')?.toLowerCase();
  const role = text('userRole')?.toLowerCase();
  if (role === 'anonymous') return { standing: 'anonymous', objectId: undefined };
  if (tenantId !== undefined && tenantId !== ownTenantId.toLowerCase()) return { standing: 'external', objectId };
  if (role === 'guest') return { standing: 'guest', objectId };
  const isMember = role === 'user' && tenantId !== undefined && objectId !== undefined;
  return isMember
    ? { standing: 'member', objectId, upn: text('userPrincipalName') }
    : { standing: 'unknown', objectId };
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
