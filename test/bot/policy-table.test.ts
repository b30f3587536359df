/** Role × command × place × guest: what each person gets of each command in each place. */

import { describe, expect, test } from '@jest/globals';
import { authorise } from '../../src/bot/authorise.ts';
import type { Command, Reply } from '../../src/bot/command.ts';
import { commands } from '../../src/bot/commands/index.ts';
import { fitted } from '../../src/bot/withheld.ts';
import { messageCard } from '../../src/cards/message.ts';
import type { Access, Place } from '../../src/policy/access.ts';
import { roles, type Role } from '../../src/policy/policy.ts';
import { accessOf, channelPlace, personalPlace } from '../support/access.ts';
import { textOf } from '../repo/files.ts';

/** `withheld`: the finding alone. */
type Verdict = 'allowed' | 'withheld' | 'refused';
type Standing = 'member' | 'guest';

const objectId = '22222222-aaaa-bbbb-cccc-0123456789ab';
const person = { id: '29:alex', objectId, name: 'Alex Wilber' };
const ours = { ...channelPlace, roomId: '19:ours@thread.tacv2' };
const visited = { ...channelPlace, roomId: '19:visited@thread.tacv2' };

/** What devices give is shown in a personal chat, in our channel and in the one that has guests among its members. */
const places = {
  personal: personalPlace,
  ours,
  visited,
  elsewhere: { ...channelPlace, roomId: '19:elsewhere@thread.tacv2' },
  group: { ...personalPlace, kind: 'group', roomId: '19:chat@thread.v2' },
} as const satisfies Readonly<Record<string, Place>>;
type PlaceName = keyof typeof places;
const placeNames = ['personal', 'ours', 'visited', 'elsewhere', 'group'] as const satisfies readonly PlaceName[];

function accessFor(role: Role | undefined, standing: Standing): Access {
  const grants = role === undefined ? [] : [{ role, to: `user:${objectId}` }];
  const evidenceIn = ['personal', `channel:${ours.roomId}`, `channel:${visited.roomId}`];
  return accessOf(() => ({ mode: 'policy', policy: { grants, evidenceIn, guests: 'deny' } }), {
    member: () => Promise.resolve({ standing, objectId }),
    readers: ({ roomId }) => Promise.resolve(roomId === ours.roomId ? 'members' : 'outsiders'),
  });
}

async function verdictOf(command: Command, place: Place, access: Access): Promise<Verdict> {
  const reply: Reply = { outcome: 'answered', subject: 'x', card: messageCard('What a device gave') };
  const incoming = {
    ...{ conversationId: place.roomId, activityId: 'q1', person, place, isRoom: place.kind !== 'personal' },
    request: { kind: 'typed', text: command.name },
  } as const;
  try {
    await authorise(command, incoming, access);
  } catch {
    return 'refused';
  }
  const given = await fitted(reply, { command, words: [] }, incoming, access);
  return given === reply ? 'allowed' : 'withheld';
}

/** By what the command says of itself. */
function expected(command: Command, role: Role | undefined, standing: Standing, place: PlaceName): Verdict {
  if (command.role !== 'everybody') {
    const needed = roles.indexOf(command.role ?? 'reader');
    if (role === undefined || roles.indexOf(role) < needed) return 'refused';
    if (command.onlyIn === 'personal' && place !== 'personal') return 'refused';
  }
  if (!command.evidence) return 'allowed';
  if (place === 'personal') return standing === 'member' ? 'allowed' : 'withheld';
  return place === 'ours' ? 'allowed' : 'withheld';
}

describe.each([undefined, ...roles])('with the role %s', (role) => {
  test.each(['member', 'guest'] as const)('a %s gets of each command what it says of itself', async (standing) => {
    const access = accessFor(role, standing);

    for (const command of commands) {
      for (const place of placeNames) {
        const verdict = await verdictOf(command, places[place], access);

        expect([command.name, place, verdict]).toEqual([command.name, place, expected(command, role, standing, place)]);
      }
    }
  });
});

/** Written by hand: what commands say of themselves is checked too. In the order of the places. */
test.each<[string, Role | undefined, Standing, string]>([
  ['files', undefined, 'member', 'refused refused refused refused refused'],
  ['files', 'reader', 'member', 'allowed allowed allowed allowed allowed'],
  ['files', 'reader', 'guest', 'allowed allowed allowed allowed allowed'],
  ['result', undefined, 'member', 'refused refused refused refused refused'],
  ['result', 'reader', 'member', 'allowed allowed withheld withheld withheld'],
  ['result', 'reader', 'guest', 'withheld allowed withheld withheld withheld'],
  ['result', 'admin', 'member', 'allowed allowed withheld withheld withheld'],
  ['audit', 'reader', 'member', 'refused refused refused refused refused'],
  ['audit', 'subscriber', 'member', 'refused refused refused refused refused'],
  ['audit', 'admin', 'member', 'allowed refused refused refused refused'],
  ['subscribe', 'reader', 'member', 'refused refused refused refused refused'],
  ['subscribe', 'subscriber', 'member', 'allowed allowed allowed allowed allowed'],
  ['unsubscribe', 'reader', 'member', 'refused refused refused refused refused'],
  ['watch', undefined, 'guest', 'refused refused refused refused refused'],
  ['health', undefined, 'member', 'refused refused refused refused refused'],
  ['whoami', undefined, 'guest', 'allowed allowed allowed allowed allowed'],
  ['remove', undefined, 'guest', 'allowed allowed allowed allowed allowed'],
])('%s, with the role %s, for a %s: %s', async (name, role, standing, verdicts) => {
  const command = commands.find((one) => one.name === name);
  if (command === undefined) throw new Error(`There is no ${name}`);
  const access = accessFor(role, standing);

  const given = await Promise.all(placeNames.map((place) => verdictOf(command, places[place], access)));

  expect(given.join(' ')).toBe(verdicts);
});

test('what everybody may do is what docs/policy.md lists, and nothing else', () => {
  const free = commands.filter(({ role }) => role === 'everybody');
  const [, section = ''] = /^## What everybody may do\n(.*?)^## /ms.exec(textOf('docs/policy.md')) ?? [];
  const listed = [...section.matchAll(/^- `(\w+)`/gm)].map(([, name]) => name);

  expect(free.map(({ name }) => name).sort()).toEqual(['hello', 'help', 'remove', 'thanks', 'whoami']);
  expect(listed.sort()).toEqual(['hello', 'help', 'remove', 'thanks', 'whoami']);
  expect(free.filter(({ permissions, evidence }) => evidence || permissions.length > 0)).toEqual([]);
});
