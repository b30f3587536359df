import { afterEach, expect, test } from '@jest/globals';
import type { Directory } from '../../../src/policy/access.ts';
import { closed, open, type Grant, type Policy, type Rules } from '../../../src/policy/policy.ts';
import { accessOf } from '../../support/access.ts';
import { lines, startConversation, type Conversation } from '../../support/conversation.ts';

const objectId = '22222222-aaaa-bbbb-cccc-0123456789ab';
const granted: readonly Grant[] = [
  { role: 'reader', to: 'tenant' },
  { role: 'admin', to: `user:${objectId}` },
];

let chat: Conversation;

afterEach(() => chat.close());

async function whoami(rules: Rules, directory: Partial<Directory> = {}, isRoom = false): Promise<string> {
  chat = await startConversation({ access: accessOf(() => rules, directory) });
  return lines(await chat.say('whoami', { isRoom }));
}

function policy(grants: readonly Grant[], parts: Partial<Policy> = {}): Rules {
  return { mode: 'policy', policy: { grants, evidenceIn: ['personal'], guests: 'deny', ...parts } };
}

const member: Directory['member'] = () => Promise.resolve({ standing: 'member', objectId });

test('shows the object id, the roles and which grants gave them', async () => {
  const said = await whoami(policy(granted), { member });

  expect(said).toContain(objectId);
  expect(said).toContain('reader, subscriber and admin (you are a member of the tenant)');
  expect(said).toContain('reader, granted to tenant');
  expect(said).toContain(`admin, granted to user:${objectId}`);
  expect(said).toContain('is shown here.');
});

test('shows a guest why the tenant’s grant is not theirs', async () => {
  const said = await whoami(policy(granted.slice(0, 1)), {
    member: () => Promise.resolve({ standing: 'guest', objectId }),
  });

  expect(said).toContain('none: no grant names you here (you are a guest');
  expect(said).toContain('is not shown here: guests or people from outside read along.');
});

test('says where what devices give is not shown', async () => {
  expect(await whoami(policy(granted), { member }, true)).toContain('the policy does not name this place');
});

test('answers while Teams does not say who is there', async () => {
  const said = await whoami(policy(granted), { member: () => Promise.reject(new Error('503')) });

  expect(said).toContain('Teams did not tell me who you are');
});

test('without a policy says what to put where', async () => {
  const said = await whoami(closed);

  expect(said).toContain('none: there is no access policy');
  expect(said).toContain('ACCESS_POLICY_FILE');
});

test('says when nobody is asked who they are', async () => {
  expect(await whoami(open)).toContain('BOT_AUTH=off');
});
