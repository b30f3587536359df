/** Whole turns: who may run what, typed and pressed, before anything else is looked at. */

import { afterEach, describe, expect, test } from '@jest/globals';
import { alerts } from '../../emulator/data/ids.ts';
import { authorise, roleFor } from '../../src/bot/authorise.ts';
import type { Command } from '../../src/bot/command.ts';
import { commands } from '../../src/bot/commands/index.ts';
import type { Access, Directory, Place } from '../../src/policy/access.ts';
import { closed, type Policy, type Rules } from '../../src/policy/policy.ts';
import type { Standing } from '../../src/policy/roles.ts';
import { accessOf, channelPlace, openAccess, personalPlace } from '../support/access.ts';
import { lines, startConversation, titles, type Conversation } from '../support/conversation.ts';

const objectId = '22222222-aaaa-bbbb-cccc-0123456789ab';
const reader: Rules = {
  mode: 'policy',
  policy: { grants: [{ role: 'reader', to: 'tenant' }], evidenceIn: ['personal'], guests: 'deny' } satisfies Policy,
};

let chat: Conversation;

function knowing(standing: Standing): Partial<Directory> {
  return { member: () => Promise.resolve({ standing, objectId }) };
}

async function start(rules: Rules, directory: Partial<Directory> = {}): Promise<void> {
  chat = await startConversation({ access: accessOf(() => rules, directory) });
  chat.emulator.clearRequests();
}

test('every command needs a role, but for those that say nothing of Defender, and remove, which asks for more itself', () => {
  const free = commands.filter((command) => roleFor(command) === undefined).map(({ name }) => name);

  expect([...free].sort()).toEqual(['hello', 'help', 'remove', 'thanks', 'whoami']);
  expect(roleFor({})).toBe('reader');
});

describe('role × command × place × guest', () => {
  const free = ['hello', 'help', 'remove', 'thanks', 'whoami'];
  const forAdmins = ['audit'];
  const forSubscribers = ['subscribe', 'unsubscribe'];
  const byName = { role: 'reader', to: `user:${objectId}` } as const;
  const admin = { role: 'admin', to: `user:${objectId}` } as const;
  const toAll = { role: 'reader', to: 'tenant' } as const;
  const here = { role: 'reader', to: `channel:${channelPlace.roomId}` } as const;
  const feeds = { role: 'subscriber', to: `channel:${channelPlace.roomId}` } as const;
  const places: readonly Place[] = [
    personalPlace,
    channelPlace,
    { ...channelPlace, roomId: '19:elsewhere@thread.tacv2' },
    { ...personalPlace, kind: 'group', roomId: '19:chat@thread.v2' },
    { ...personalPlace, kind: 'other' },
  ];

  async function allowed(command: Command, place: Place, access: Access): Promise<boolean> {
    const person = { id: '29:alex', objectId, name: 'Alex Wilber' };
    return authorise(command, { person, place }, access).then(
      () => true,
      () => false,
    );
  }

  /** Which places of the five let them read, and whether they are an admin. */
  test.each<[string, Standing, Policy['grants'], readonly boolean[], boolean]>([
    ['to nobody', 'member', [], [false, false, false, false, false], false],
    ['to the tenant', 'member', [toAll], [true, true, true, true, true], false],
    ['to the tenant', 'guest', [toAll], [false, false, false, false, false], false],
    ['to the tenant', 'external', [toAll], [false, false, false, false, false], false],
    ['to the channel', 'member', [here], [false, true, false, false, false], false],
    ['to the channel', 'guest', [here], [false, false, false, false, false], false],
    ['to the channel, to subscribe', 'member', [feeds], [false, true, false, false, false], false],
    ['by name', 'guest', [byName], [true, true, true, true, true], false],
    ['by name, as admin', 'member', [admin], [true, true, true, true, true], true],
    ['by name, as admin', 'guest', [admin], [true, true, true, true, true], true],
    ['by name, as admin', 'unknown', [admin], [false, false, false, false, false], false],
  ])('granted %s, a person who is %s', async (_, standing, grants, reads, isAdmin) => {
    const rules: Rules = { mode: 'policy', policy: { grants, evidenceIn: ['personal'], guests: 'deny' } };
    const access = accessOf(() => rules, knowing(standing));

    for (const command of commands) {
      const may = await Promise.all(places.map((place) => allowed(command, place, access)));
      const expected = places.map(({ kind }, at) => {
        if (free.includes(command.name)) return true;
        if (forAdmins.includes(command.name)) return isAdmin && kind === 'personal';
        const maySubscribe = isAdmin || grants.includes(feeds);
        return forSubscribers.includes(command.name) ? maySubscribe && reads[at] : reads[at];
      });
      expect([command.name, ...may]).toEqual([command.name, ...expected]);
    }
  });
});

describe('a command that is answered in a personal chat only', () => {
  const command = { role: 'admin', onlyIn: 'personal' } as const;
  const person = { id: '29:alex', objectId, name: 'Alex Wilber' };

  test.each([
    ['a channel', channelPlace],
    ['a group chat', { ...channelPlace, kind: 'group' as const }],
  ])('is refused in %s, also where nobody is asked who they are', async (_, place) => {
    await expect(authorise(command, { person, place }, openAccess)).rejects.toMatchObject({ reason: 'notHere' });
  });

  test('runs there', async () => {
    await expect(authorise(command, { person, place: personalPlace }, openAccess)).resolves.toBeUndefined();
  });

  test('is refused to whoever lacks the role, wherever they ask', async () => {
    const access = accessOf(() => reader, knowing('member'));

    for (const place of [personalPlace, channelPlace])
      await expect(authorise(command, { person, place }, access)).rejects.toMatchObject({ reason: 'missing' });
  });
});

describe('without a policy', () => {
  afterEach(() => chat.close());

  test.each(['help', 'hello', 'thanks', 'whoami', 'help files'])('%s is answered', async (text) => {
    await start(closed);

    expect(lines(await chat.say(text))).not.toContain('needs the role');
  });

  test.each(['help', 'whoami'])('%s says how to change that', async (text) => {
    await start(closed);

    const said = lines(await chat.say(text));

    expect(said).toContain('ACCESS_POLICY_FILE');
    expect(said).toContain('"to": "user:');
  });

  test.each([
    `files ${alerts.hackTool}`,
    alerts.hackTool,
    'files',
    'files not-an-id',
    'hashes x',
    'result 1 2 3',
    `https://security.microsoft.com/alerts/${alerts.hackTool}`,
  ])('%s is refused before its words are looked at, and nothing is asked', async (text) => {
    await start(closed);

    const said = lines(await chat.say(text));

    expect(said).toContain('That needs the role reader, and nobody has a role yet.');
    expect(said).not.toContain('is not an');
    expect(chat.emulator.requests()).toEqual([]);
    expect(chat.logged.join('\n')).toContain('"outcome":"refused"');
  });
});

describe('with a policy', () => {
  afterEach(() => chat.close());

  test('who holds the role is answered', async () => {
    await start(reader, knowing('member'));

    expect(lines(await chat.say(`files ${alerts.hackTool}`))).toContain('HackTool:MSIL/AutoKms');
  });

  test.each<Standing>(['guest', 'external', 'anonymous'])('a person who is %s is refused', async (standing) => {
    await start(reader, knowing(standing));

    const said = await chat.say(`files ${alerts.hackTool}`);

    expect(lines(said)).toContain('That needs the role reader, which you do not have here.');
    expect(titles(said)).toEqual([]);
    expect(chat.emulator.requests()).toEqual([]);
  });

  test('nobody gets in while Teams does not say who they are, and may try again', async () => {
    await start(reader, { member: () => Promise.reject(new Error('503')) });

    const said = await chat.say(`files ${alerts.hackTool}`);

    expect(lines(said)).toContain('Teams did not tell me who you are here');
    expect(titles(said)).toEqual(['Try again']);
    expect(chat.emulator.requests()).toEqual([]);
  });

  test('a press is authorised as its presser, whoever the card was shown for', async () => {
    await start(reader, {
      member: (_, personId) =>
        Promise.resolve({ standing: personId === '29:eve' ? ('guest' as const) : ('member' as const), objectId }),
    });
    const card = await chat.say(`files ${alerts.manyFiles}`);
    chat.emulator.clearRequests();

    const answer = await chat.press('Next 5', { on: card, by: 'eve' });

    expect(lines(answer)).toContain('which you do not have here');
    expect(chat.emulator.requests()).toEqual([]);
  });

  test('a forged press of a command with bad words is refused, not explained', async () => {
    await start(reader, knowing('guest'));

    const said = await chat.pressData({ command: 'files', words: ['nonsense'], rev: 1 });

    expect(lines(said)).toContain('which you do not have here');
  });
});
