/** Whole turns: where what a device gave is shown, and what stands in its place elsewhere. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions, alerts } from '../../emulator/data/ids.ts';
import { channelPlace, accessOf } from '../support/access.ts';
import { lines, read, startConversation, titles, type Conversation } from '../support/conversation.ts';
import type { Directory } from '../../src/policy/access.ts';
import type { Readers } from '../../src/policy/evidence.ts';
import type { Policy } from '../../src/policy/policy.ts';

const objectId = '22222222-aaaa-bbbb-cccc-0123456789ab';
/** Printed by the script, and by nothing else. */
const marker = 'OfficeClickToRun.dmp.zip';
const hash = /[\da-f]{32,}/i;
const asked = `result ${actions.minidump} 0`;
const here = [`channel:${channelPlace.roomId}`, 'personal'];

let chat: Conversation;
let policy: Policy;
let readers: Readers;
let isMember: boolean;

beforeEach(() => {
  policy = { grants: [{ role: 'reader', to: `user:${objectId}` }], evidenceIn: ['personal'], guests: 'deny' };
  readers = 'members';
  isMember = true;
});

afterEach(() => chat.close());

async function start(hasPersonalChats = true): Promise<void> {
  const directory: Partial<Directory> = {
    member: () => Promise.resolve({ standing: isMember ? 'member' : 'guest', objectId }),
    readers: () => Promise.resolve(readers),
  };
  chat = await startConversation({ access: accessOf(() => ({ mode: 'policy', policy }), directory), hasPersonalChats });
}

/** Everything that stands in the room, as its JSON. */
function room(): string {
  return JSON.stringify(chat.sent.map(({ message }) => message));
}

describe('in a room that the policy does not name', () => {
  test('the finding stands alone: nothing of the output, and no hash of it', async () => {
    await start();

    const said = await chat.say(asked, { isRoom: true });

    expect(lines(said)).toContain('minidump.ps1 on LAPTOP-042: exit code 0, no errors');
    expect(lines(said)).toContain('What devices give is not shown here.');
    expect(titles(said)).toEqual(['Show me']);
    expect(room()).not.toContain(marker);
    expect(room().replaceAll(actions.minidump, '')).not.toMatch(hash);
  });

  test.each(['all', '1'])('the same for %s', async (index) => {
    await start();

    await chat.say(`result ${actions.minidump} ${index}`, { isRoom: true });

    expect(room()).toContain('is not shown here');
    expect(room().replaceAll(actions.minidump, '')).not.toMatch(hash);
  });

  test('what shows nothing of a device is answered', async () => {
    await start();

    expect(lines(await chat.say(`files ${alerts.hackTool}`, { isRoom: true }))).toContain('SHA-256');
  });

  test('Show me answers the presser alone, in their personal chat', async () => {
    await start();
    await chat.say(asked, { isRoom: true });
    const before = room();

    await chat.press('Show me', { by: 'ben', isRoom: true });

    expect(JSON.stringify(chat.personally)).toContain(marker);
    expect(JSON.stringify(chat.personally)).not.toContain('shown for');
    expect(room()).toBe(before);
  });

  test('what Show me brought is what is meant in that chat, by its reader alone', async () => {
    await start();
    await chat.say(asked, { isRoom: true });
    await chat.press('Show me', { by: 'ben', isRoom: true });

    const meant = await chat.say('result iocs', { by: 'ben', in: 'a:personal' });
    const elsewhere = await chat.say('result iocs', { by: 'alex', in: 'a:personal' });

    expect(read(meant).lines[0]).toMatch(/^For the action you opened at \d\d:\d\d UTC \(.*\): [\da-f-]{36}$/);
    expect(lines(elsewhere)).toContain('“iocs” is not an action id');
  });

  test('what did not come into the personal chat is not meant anywhere', async () => {
    await start(false);
    await chat.say(asked, { isRoom: true });

    await chat.press('Show me', { by: 'ben', isRoom: true });

    expect(lines(await chat.say('result iocs', { by: 'ben', isRoom: true }))).toContain('“iocs” is not an action id');
  });

  test('where there is no personal chat a word says what to do, and nothing is shown', async () => {
    await start(false);
    await chat.say(asked, { isRoom: true });

    const said = await chat.press('Show me', { isRoom: true });

    expect(lines(said)).toContain('open a chat with me first');
    expect(room()).not.toContain(marker);
    expect(chat.logged.join('\n')).toContain('a personal chat did not take an answer');
  });

  test('Show me is refused to a presser without the role, in the room', async () => {
    await start();
    await chat.say(asked, { isRoom: true });
    policy = { ...policy, grants: [] };

    const said = await chat.press('Show me', { by: 'eve', isRoom: true });

    expect(lines(said)).toContain('which you do not have here');
    expect(chat.personally).toEqual([]);
  });

  test('a forged press for the personal chat shows a guest no more than the finding there', async () => {
    await start();
    isMember = false;

    await chat.say(asked, { isRoom: true });
    const data = { command: 'result', words: [actions.minidump, '0'], personal: true, rev: 1 };
    await chat.pressData(data, undefined, { isRoom: true });

    expect(JSON.stringify(chat.personally)).not.toContain(marker);
    expect(JSON.stringify(chat.personally)).toContain('Guests or people from outside');
  });

  test('there is no Show me where personal chats show nothing either', async () => {
    policy = { ...policy, evidenceIn: [] };
    await start();

    expect(titles(await chat.say(asked, { isRoom: true }))).toEqual([]);
    expect(titles(await chat.say(asked))).toEqual([]);
    expect(room()).not.toContain(marker);
  });
});

describe('in a room that the policy names', () => {
  test.each<readonly [Readers, Policy['guests'], string]>([
    ['members', 'deny', marker],
    ['outsiders', 'deny', 'Guests or people from outside read along'],
    ['unknown', 'deny', 'I could not find out who reads along'],
    ['outsiders', 'allow', marker],
  ])('whose readers are %s, guests %s: %s', async (who, guests, words) => {
    [policy, readers] = [{ ...policy, evidenceIn: here, guests }, who];
    await start();

    await chat.say(asked, { isRoom: true });

    expect(room()).toContain(words);
    expect(room().includes(marker)).toBe(words === marker);
  });

  test('a card that was shown becomes its finding when the policy has changed', async () => {
    policy = { ...policy, evidenceIn: here };
    await start();
    await chat.say(asked, { isRoom: true });
    policy = { ...policy, evidenceIn: [] };

    await chat.pressData({ command: 'result', words: [actions.minidump, '0'], rev: 1 }, chat.sent[0]?.id, {
      isRoom: true,
    });

    expect(chat.sent).toHaveLength(1);
    expect(room()).not.toContain(marker);
  });
});

test('in a personal chat it is shown', async () => {
  await start();

  expect(lines(await chat.say(asked))).toContain(marker);
});
