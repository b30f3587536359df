import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { memberOf, createRooms, roomLimits, type Member, type Room, type Rooms } from '../../src/teams/room.ts';
import { createPersonalChats } from '../../src/teams/personal-chat.ts';
import { tenantId } from '../support/channel.ts';
import { eventually } from '../support/eventually.ts';
import { createConnectorHarness, type ConnectorHarness } from './connector-harness.ts';

const objectId = '22222222-aaaa-bbbb-cccc-0123456789ab';
const ana = { id: '29:ana', userRole: 'user', tenantId, aadObjectId: objectId };
const memberPath = '/v3/conversations/19%3Aroom%40thread.tacv2/members/29%3Aana';
const rosterPath = '/v3/conversations/19%3Aroom%40thread.tacv2/pagedmembers';
const firstPage = `${rosterPath}?pageSize=${roomLimits.pageSize}`;
const teamPath = '/v3/teams/19%3Ateam%40thread.tacv2';

let harness: ConnectorHarness;
let rooms: Rooms;
let room: Room;

beforeEach(async () => {
  harness = await createConnectorHarness();
  rooms = createRooms({ lookUps: harness.create(), tenantId, clock: harness.clock });
  room = {
    serviceUrl: harness.channel.serviceUrl,
    roomId: '19:room@thread.tacv2',
    teamId: '19:team@thread.tacv2',
  };
});

afterEach(() => harness.close());

describe('a person', () => {
  test.each<readonly [string, object, Member['standing']]>([
    ['of the tenant', {}, 'member'],
    ['of the tenant, under the older name of the object id', { aadObjectId: undefined, objectId }, 'member'],
    ['who is a guest', { userRole: 'guest' }, 'guest'],
    ['who is a guest, in another case', { userRole: 'Guest' }, 'guest'],
    ['of another tenant', { tenantId: '99999999-aaaa-bbbb-cccc-0123456789ab' }, 'external'],
    ['who is a guest of another tenant', { tenantId: 'x', userRole: 'guest' }, 'external'],
    ['without an account', { userRole: 'anonymous' }, 'anonymous'],
    ['without a tenant', { tenantId: undefined }, 'unknown'],
    ['without an object id', { aadObjectId: undefined }, 'unknown'],
    ['without a role', { userRole: undefined }, 'unknown'],
    ['whose role is new to the bot', { userRole: 'owner' }, 'unknown'],
    ['whose fields are of other types', { userRole: 1, tenantId: [], aadObjectId: {} }, 'unknown'],
  ])('%s', (_, parts, standing) => {
    expect(memberOf({ ...ana, ...parts }, tenantId.toUpperCase()).standing).toBe(standing);
  });

  test('is looked up once in ten minutes, however many ask at once', async () => {
    harness.channel.directory.set(memberPath, ana);

    const found = await Promise.all([rooms.member(room, '29:ana'), rooms.member(room, '29:ana')]);
    await harness.clock.advance(roomLimits.keptMs - 1);
    await rooms.member(room, '29:ana');

    expect(found).toEqual([
      { standing: 'member', objectId },
      { standing: 'member', objectId },
    ]);
    expect(harness.channel.lookedUp).toEqual([memberPath]);
    await harness.clock.advance(2);
    await rooms.member(room, '29:ana');
    expect(harness.channel.lookedUp).toHaveLength(2);
  });

  test('is looked up again after a failure', async () => {
    await expect(rooms.member(room, '29:ana')).rejects.toMatchObject({ status: 404 });
    harness.channel.directory.set(memberPath, ana);

    expect(await rooms.member(room, '29:ana')).toMatchObject({ standing: 'member' });
  });

  test.each([
    ['somebody else', { ...ana, id: '29:ben' }],
    ['nobody', {}],
    ['a list', [ana]],
  ])('is not known by an answer about %s', async (_, answer) => {
    harness.channel.directory.set(memberPath, answer);

    await expect(rooms.member(room, '29:ana')).rejects.toThrow('somebody else');
  });

  test('is not looked up where the bot’s token may not go', async () => {
    const elsewhere = { ...room, serviceUrl: 'https://attacker.example/' };

    await expect(rooms.member(elsewhere, '29:ana')).rejects.toMatchObject({ code: 'ServiceUrlNotAllowed' });
  });
});

describe('a team', () => {
  test('has the group that Teams names, asked once', async () => {
    harness.channel.directory.set(teamPath, { id: room.teamId, aadGroupId: 'group' });

    expect([await rooms.teamGroup(room), await rooms.teamGroup(room)]).toEqual(['group', 'group']);
    expect(harness.channel.lookedUp).toEqual([teamPath]);
  });

  test.each([[undefined], [{ id: 'x' }], [{ aadGroupId: null }]])('is unknown by the answer %j', async (answer) => {
    if (answer !== undefined) harness.channel.directory.set(teamPath, answer);

    await expect(rooms.teamGroup(room)).rejects.toThrow();
  });

  test('is not asked for outside of teams', async () => {
    expect(await rooms.teamGroup({ ...room, teamId: undefined })).toBeUndefined();
  });
});

describe('the readers of a room', () => {
  const ben = { ...ana, id: '29:ben' };

  test('are members when each of every page is', async () => {
    harness.channel.directory.set(firstPage, { members: [ana], continuationToken: 'a b&c' });
    harness.channel.directory.set(`${firstPage}&continuationToken=a+b%26c`, { members: [ben] });

    expect(await rooms.readers(room)).toBe('members');
    expect(await rooms.readers(room)).toBe('members');
    expect(harness.channel.lookedUp).toHaveLength(2);
  });

  test.each([
    ['a guest', { ...ben, userRole: 'guest' }],
    ['somebody of another tenant', { ...ben, tenantId: 'x' }],
    ['somebody without an account', { id: '29:ben', userRole: 'anonymous' }],
    ['somebody of whom too little is said', { id: '29:ben' }],
    ['what is no person', 'ben'],
  ])('are not members alone with %s on the last page', async (_, last) => {
    harness.channel.directory.set(firstPage, { members: [ana], continuationToken: 'next' });
    harness.channel.directory.set(`${firstPage}&continuationToken=next`, { members: [last] });

    expect(await rooms.readers(room)).toBe('outsiders');
  });

  test.each([[undefined], [{}], [{ members: [] }], [{ members: 'all' }], [{ members: [ana], continuationToken: 7 }]])(
    'are not known by the answer %j',
    async (answer) => {
      if (answer !== undefined) harness.channel.directory.set(rosterPath, answer);

      await expect(rooms.readers(room)).rejects.toThrow();
    },
  );

  test('are unknown in a room that has no end', async () => {
    harness.channel.directory.set(rosterPath, { members: [ana], continuationToken: 'again' });

    const readers = rooms.readers(room);
    for (const seen of [14, 16]) {
      await eventually(() => harness.channel.lookedUp.length === seen); // as many as Teams allows in 1 s and in 2 s
      await harness.clock.advance(1_000);
    }

    expect(await readers).toBe('unknown');
    expect(harness.channel.lookedUp).toHaveLength(roomLimits.maxPages);
  });
});

describe('a personal chat', () => {
  const people = { personId: '29:ana', botId: '28:bot' };

  test('is asked for with bot, person and tenant', async () => {
    harness.channel.script({ status: 201, body: { id: 'a:alone' } });
    const chats = createPersonalChats(harness.create(), tenantId);

    expect(await chats.open({ serviceUrl: room.serviceUrl, ...people })).toBe('a:alone');
    expect(harness.channel.received).toMatchObject([
      {
        method: 'POST',
        path: '/v3/conversations',
        body: { isGroup: false, bot: { id: '28:bot' }, members: [{ id: '29:ana' }], tenantId },
      },
    ]);
  });

  test.each([
    ['Teams refuses', { status: 403, body: { error: { code: 'BotNotInConversationRoster' } } }],
    ['Teams names none', { status: 201, body: {} }],
  ])('is not had where %s', async (_, answer) => {
    harness.channel.script(answer);
    const chats = createPersonalChats(harness.create(), tenantId);

    await expect(chats.open({ serviceUrl: room.serviceUrl, ...people })).rejects.toThrow();
  });
});

test('what people sign in with is taken of the tenant’s own members alone', () => {
  const own = { tenantId: 'a', userRole: 'user', aadObjectId: 'b', userPrincipalName: 'ana@contoso.example' };

  expect(memberOf(own, 'a').upn).toBe('ana@contoso.example');
  expect(memberOf({ ...own, userRole: 'guest' }, 'a').upn).toBeUndefined();
  expect(memberOf({ ...own, tenantId: 'c' }, 'a').upn).toBeUndefined();
  expect(memberOf({ ...own, userPrincipalName: 7 }, 'a').upn).toBeUndefined();
});
