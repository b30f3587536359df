/** Role × place × standing: who holds what, and where evidence is shown. */

import { describe, expect, test } from '@jest/globals';
import type { Directory, Place } from '../../src/policy/access.ts';
import type { EvidenceVerdict, Readers } from '../../src/policy/evidence.ts';
import { closed, type Policy } from '../../src/policy/policy.ts';
import type { Standing } from '../../src/policy/roles.ts';
import { accessOf, channelPlace, openAccess, personalPlace } from '../support/access.ts';

const objectId = '22222222-aaaa-bbbb-cccc-0123456789ab';
const groupId = '33333333-aaaa-bbbb-cccc-0123456789ab';
const sender = { id: '29:ana', objectId };
const groupPlace: Place = { ...personalPlace, kind: 'group', roomId: '19:chat@thread.v2' };
const oddPlace: Place = { ...personalPlace, kind: 'other' };
const places = { personal: personalPlace, group: groupPlace, channel: channelPlace, other: oddPlace } as const;
type Name = keyof typeof places;

interface Known {
  readonly standing?: Standing;
  readonly readers?: Readers;
  /** What Teams does not answer. */
  readonly silent?: readonly (keyof Directory)[];
}

function directory({ standing = 'member', readers = 'members', silent = [] }: Known): Directory {
  const say = <T>(what: keyof Directory, value: T): Promise<T> =>
    silent.includes(what) ? Promise.reject(new Error('503')) : Promise.resolve(value);
  return {
    member: () => say('member', { standing, objectId: standing === 'anonymous' ? undefined : objectId }),
    teamGroup: () => say('teamGroup', groupId.toUpperCase()),
    readers: () => say('readers', readers),
  };
}

function access(policy: Partial<Policy>, known: Known = {}): ReturnType<typeof accessOf> {
  const whole: Policy = { grants: [], evidenceIn: ['personal'], guests: 'deny', ...policy };
  return accessOf(() => ({ mode: 'policy', policy: whole }), directory(known));
}

async function rolesIn(place: Name, to: string, known: Known): Promise<string> {
  const grants = [{ role: 'reader', to } as const];
  const holder = await access({ grants }, known).holder(sender, places[place]);
  return holder.has('reader') ? 'reader' : 'none';
}

const own = `user:${objectId}`;
const team = `team:${groupId}`;
const channel = `channel:${channelPlace.roomId}`;

test('whom Teams does not find in the room holds nothing there, and that is known', async () => {
  const member = (): Promise<never> => Promise.reject(Object.assign(new Error('not there'), { status: 404 }));
  const policy: Policy = { grants: [{ role: 'reader', to: own }], evidenceIn: ['personal'], guests: 'deny' };

  const holder = await accessOf(() => ({ mode: 'policy', policy }), { member }).holder(sender, channelPlace);

  expect(holder.has('reader')).toBe(false);
  expect(holder.standing).toBe('anonymous');
});

describe('a role is held', () => {
  test.each<readonly [to: string, place: Name, standing: Standing, role: string]>([
    ['tenant', 'personal', 'member', 'reader'],
    ['tenant', 'group', 'member', 'reader'],
    ['tenant', 'channel', 'member', 'reader'],
    ['tenant', 'other', 'member', 'reader'],
    ['tenant', 'personal', 'guest', 'none'],
    ['tenant', 'channel', 'external', 'none'],
    ['tenant', 'group', 'anonymous', 'none'],
    ['tenant', 'personal', 'unknown', 'none'],
    [own, 'personal', 'member', 'reader'],
    [own, 'channel', 'guest', 'reader'],
    [own, 'group', 'external', 'reader'],
    [own, 'group', 'anonymous', 'none'],
    [own, 'personal', 'unknown', 'none'],
    [team, 'channel', 'member', 'reader'],
    [team, 'channel', 'guest', 'none'],
    [team, 'channel', 'external', 'none'],
    [team, 'personal', 'member', 'none'],
    [team, 'group', 'member', 'none'],
    [channel, 'channel', 'member', 'reader'],
    [channel, 'channel', 'guest', 'none'],
    [channel, 'personal', 'member', 'none'],
    ['channel:19:elsewhere@thread.tacv2', 'channel', 'member', 'none'],
    [`user:${groupId}`, 'personal', 'member', 'none'],
  ])('by a grant to %s, asked in %s as a %s: %s', async (to, place, standing, role) => {
    expect(await rolesIn(place, to, { standing })).toBe(role);
  });

  test.each(['tenant', own, team, channel])('by %s not while Teams does not say who asks', async (to) => {
    expect(await rolesIn('channel', to, { silent: ['member'] })).toBe('none');
  });

  test('by a team not while Teams does not say which team it is', async () => {
    expect(await rolesIn('channel', team, { silent: ['teamGroup'] })).toBe('none');
  });

  test('an admin may what a reader may, and not the other way round', async () => {
    const admin = await access({ grants: [{ role: 'admin', to: own }] }).holder(sender, personalPlace);
    const reader = await access({ grants: [{ role: 'reader', to: own }] }).holder(sender, personalPlace);

    expect([admin.has('reader'), admin.has('admin')]).toEqual([true, true]);
    expect([reader.has('reader'), reader.has('admin')]).toEqual([true, false]);
  });

  test('with the grants that count, to say why', async () => {
    const grants = [
      { role: 'reader', to: 'tenant' },
      { role: 'admin', to: `user:${groupId}` },
      { role: 'admin', to: own },
    ] as const;

    expect((await access({ grants }).holder(sender, personalPlace)).grants).toEqual([grants[0], grants[2]]);
  });
});

describe('evidence', () => {
  const everywhere = ['personal', 'group', team, channel];

  test.each<readonly [readonly string[], Name, Known, Policy['guests'], EvidenceVerdict]>([
    [['personal'], 'personal', {}, 'deny', 'shown'],
    [['personal'], 'personal', { standing: 'guest' }, 'deny', 'guests'],
    [['personal'], 'personal', { standing: 'guest' }, 'allow', 'shown'],
    [['personal'], 'personal', { silent: ['member'] }, 'deny', 'unknown'],
    [['personal'], 'group', {}, 'deny', 'notHere'],
    [['personal'], 'channel', {}, 'allow', 'notHere'],
    [[], 'personal', {}, 'allow', 'notHere'],
    [['group'], 'group', {}, 'deny', 'shown'],
    [['group'], 'group', { readers: 'outsiders' }, 'deny', 'guests'],
    [['group'], 'group', { readers: 'outsiders' }, 'allow', 'shown'],
    [['group'], 'group', { readers: 'unknown' }, 'deny', 'unknown'],
    [['group'], 'group', { silent: ['readers'] }, 'deny', 'unknown'],
    [['group'], 'channel', {}, 'deny', 'notHere'],
    [[team], 'channel', {}, 'deny', 'shown'],
    [[team], 'channel', { silent: ['teamGroup'] }, 'deny', 'notHere'],
    [[team], 'channel', { readers: 'outsiders' }, 'deny', 'guests'],
    [[channel], 'channel', {}, 'deny', 'shown'],
    [[channel], 'channel', { silent: ['readers'] }, 'deny', 'unknown'],
    [everywhere, 'other', {}, 'allow', 'notHere'],
  ])('listed for %j, asked in %s where %j, guests %s: %s', async (evidenceIn, place, known, guests, verdict) => {
    expect(await access({ evidenceIn, guests }, known).evidenceHere(sender, places[place])).toBe(verdict);
  });

  test.each<readonly [readonly string[], Known, EvidenceVerdict]>([
    [['personal'], {}, 'shown'],
    [['group'], {}, 'notHere'],
    [['personal'], { standing: 'guest' }, 'guests'],
    [['personal'], { silent: ['member'] }, 'unknown'],
  ])('for the presser alone, listed for %j where %j: %s', async (evidenceIn, known, verdict) => {
    expect(await access({ evidenceIn }, known).evidencePersonally(sender, channelPlace)).toBe(verdict);
  });
});

test('without a policy nobody holds anything, nothing is shown, and Teams is not asked', async () => {
  const access = accessOf(() => closed);

  const holder = await access.holder(sender, channelPlace);

  expect([holder.has('reader'), holder.has('admin'), holder.mode]).toEqual([false, false, 'closed']);
  expect(await access.evidenceHere(sender, personalPlace)).toBe('notHere');
  expect(await access.evidencePersonally(sender, channelPlace)).toBe('notHere');
});

test('where everybody may do everything, nobody is asked for', async () => {
  expect((await openAccess.holder(sender, channelPlace)).has('admin')).toBe(true);
  expect(await openAccess.evidenceHere(sender, oddPlace)).toBe('shown');
});

test('no team is asked for where nothing turns on teams', async () => {
  const policy: Policy = { grants: [{ role: 'reader', to: 'tenant' }], evidenceIn: ['personal'], guests: 'deny' };
  const known = directory({});
  const asked: string[] = [];
  const counting = { ...known, teamGroup: (place: Place) => (asked.push('team'), known.teamGroup(place)) };

  await accessOf(() => ({ mode: 'policy', policy }), counting).holder(sender, channelPlace);

  expect(asked).toEqual([]);
});

test('a policy that changes is in force for the next question', async () => {
  let rules: Parameters<typeof accessOf>[0] = () => closed;
  const changing = accessOf(() => rules(), directory({}));
  const grants = [{ role: 'reader', to: 'tenant' } as const];

  const before = await changing.holder(sender, personalPlace);
  rules = () => ({ mode: 'policy', policy: { grants, evidenceIn: [], guests: 'deny' } });

  expect([before.has('reader'), (await changing.holder(sender, personalPlace)).has('reader')]).toEqual([false, true]);
});
