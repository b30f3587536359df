import { afterEach, describe, expect, test } from '@jest/globals';
import { alerts } from '../../../emulator/data/ids.ts';
import { readerApp, responderApp } from '../../../emulator/identity.ts';
import { commands } from '../../../src/bot/commands/index.ts';
import { roleTable } from '../../../src/bot/role-table.ts';
import type { Policy, Rules } from '../../../src/policy/policy.ts';
import { accessOf } from '../../support/access.ts';
import { lines, startConversation, titles, type Conversation } from '../../support/conversation.ts';

const objectId = '22222222-aaaa-bbbb-cccc-0123456789ab';
const roles = () => roleTable(commands, [{ app: 'main', roles: responderApp.roles }]);

let chat: Conversation;
afterEach(() => chat.close());

function granted(role: 'reader' | 'admin') {
  const policy = { grants: [{ role, to: 'tenant' }], evidenceIn: [], guests: 'deny' } satisfies Policy;
  const rules: Rules = { mode: 'policy', policy };
  return accessOf(() => rules, { member: () => Promise.resolve({ standing: 'member', objectId }) });
}

test('says how the bot is, and asks nothing of Defender for it', async () => {
  chat = await startConversation();

  const answer = await chat.say('health');

  expect(lines(answer)).toContain('I am up; Defender was not asked yet');
  expect(lines(answer)).toContain('bot 0.1.0');
  expect(titles(answer)).toEqual(['Refresh']);
  expect(chat.emulator.requests()).toEqual([]);
});

test('shows the quota of what was asked', async () => {
  chat = await startConversation();
  await chat.say(`files ${alerts.hackTool}`);

  const said = lines(await chat.say('health'));

  expect(said).toContain('99 of 100 a minute · 1,499 of 1,500 an hour');
});

test('says that its own memory does not answer', async () => {
  chat = await startConversation({ health: { isStateOk: () => Promise.resolve(false) } });

  expect(lines(await chat.say('health'))).toContain('My own memory does not answer');
  expect((await chat.recorded()).at(-1)?.outcome).toBe('partial');
});

test.each([
  [200, 'answered'],
  [403, 'answered'],
  [503, 'partial'],
  ['no token', 'partial'],
] as const)('where Defender last answered %s it is recorded as %s', async (outcome, recorded) => {
  chat = await startConversation({ health: { lastCall: () => ({ outcome, at: new Date() }) } });

  await chat.say('health');

  expect((await chat.recorded()).at(-1)?.outcome).toBe(recorded);
});

test('Refresh edits the card', async () => {
  chat = await startConversation();
  const first = await chat.say('health');

  const again = await chat.press('Refresh');

  expect([again.id, again.edits]).toEqual([first.id, 1]);
});

describe('the table of permissions', () => {
  test('is shown to an admin', async () => {
    chat = await startConversation({ access: granted('admin'), health: { roles } });

    const said = lines(await chat.say('health'));

    expect(said).toContain('files: does not work');
    expect(said).toContain('Machine.LiveResponse of the app registration is not needed by any command');
  });

  test('is not shown to a reader', async () => {
    chat = await startConversation({ access: granted('reader'), health: { roles } });

    const said = lines(await chat.say('health'));

    expect(said).toContain('I am up');
    for (const role of ['Machine.', 'does not work', 'permissions']) expect(said).not.toContain(role);
  });

  test('is not asked of the person who pressed for somebody else’s card', async () => {
    chat = await startConversation({
      access: accessOf(
        () => ({
          mode: 'policy',
          policy: {
            grants: [
              { role: 'reader', to: 'tenant' },
              { role: 'admin', to: `user:${objectId}` },
            ],
            evidenceIn: [],
            guests: 'deny',
          },
        }),
        {
          member: (_, personId) =>
            Promise.resolve({ standing: 'member', objectId: personId === '29:alex' ? objectId : 'somebody else' }),
        },
      ),
      health: { roles },
    });
    const shown = await chat.say('health', { isRoom: true });

    const other = await chat.press('Refresh', { on: shown, by: 'eve', isRoom: true });

    expect(lines(shown)).toContain('does not work');
    expect(other.id).not.toBe(shown.id);
    expect(lines(other)).not.toContain('does not work');
  });
});

test('a bot with too little says the same as its card does', async () => {
  chat = await startConversation({
    app: readerApp,
    health: { roles: () => roleTable(commands, [{ app: 'main', roles: readerApp.roles }]) },
  });

  expect(lines(await chat.say('health'))).toContain(
    'result: works in part; no Machine.ReadWrite.All, so not the results themselves',
  );
});

test.each([
  ['admin', true],
  ['reader', false],
] as const)('whether the policy of another replica is in force is said to whoever is %s: %s', async (role, isSaid) => {
  chat = await startConversation({ access: granted(role), health: { policyFrom: () => 'replica' } });

  const said = lines(await chat.say('health')).includes('access policy: of another replica, newer than my file');

  expect(said).toBe(isSaid);
});
