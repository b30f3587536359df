/** Whole turns: each is recorded before its answer goes out, and what cannot be recorded is not shown. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions, alerts } from '../../emulator/data/ids.ts';
import { limitedApp } from '../../emulator/identity.ts';
import type { Rules } from '../../src/policy/policy.ts';
import type { AuditRecord } from '../../src/state/audit-record.ts';
import { accessOf } from '../support/access.ts';
import { manualClock } from '../support/clock.ts';
import {
  lines,
  startConversation,
  titles,
  type Conversation,
  type ConversationOptions,
} from '../support/conversation.ts';
import { harness } from './turn-harness.ts';

let chat: Conversation;

async function start(options: ConversationOptions = {}): Promise<void> {
  await chat.close();
  chat = await startConversation(options);
}

async function newest(): Promise<AuditRecord> {
  const record = (await chat.recorded()).at(-1);
  if (record === undefined) throw new Error('Nothing was recorded');
  return record;
}

beforeEach(async () => {
  chat = await startConversation();
});

afterEach(() => chat.close());

const closed: Rules = { mode: 'closed' };
const none: Rules = { mode: 'policy', policy: { grants: [], evidenceIn: [], guests: 'deny' } };
const unknownAlert = '636688558380765161_999';

describe('what is recorded', () => {
  test('of an answer: who, where, what, which ids, and what it took', async () => {
    const answer = await chat.say(`files ${alerts.hackTool}`, { isRoom: true });

    expect(lines(answer)).toContain('HackTool');
    expect(await newest()).toMatchObject({
      who: { teamsId: '29:alex', name: 'Alex Wilber' },
      where: { kind: 'channel', roomId: '19:room@thread.tacv2', conversationId: 'c1', isPersonal: false },
      ...{ request: 'typed', command: 'files', ids: [alerts.hackTool], access: 'allowed', outcome: 'answered' },
      ...{ why: undefined, calls: chat.emulator.requests().filter(({ path }) => path.startsWith('/api/')).length },
    });
  });

  test('its turn is the one of the log', async () => {
    await chat.say('help');

    expect(chat.logged.at(-1)).toContain((await newest()).turnId);
  });

  test.each<[string, string, Partial<AuditRecord>]>([
    ['small talk', 'hello', { command: 'hello', ids: [], outcome: 'answered', calls: 0 }],
    ['a bare id', alerts.hackTool, { command: 'alert', ids: [alerts.hackTool] }],
    ['a portal link', `https://security.microsoft.com/alerts/${alerts.hackTool}`, { ids: [alerts.hackTool] }],
    ['a slip', 'fils 1', { command: undefined, access: 'notAsked', outcome: 'refused', why: 'UsageError', calls: 0 }],
    ['an incident', 'incident #2451 page 1', { command: 'incident', ids: ['2451'] }],
    ['the page of an incident', 'https://security.microsoft.com/incidents/2451', { ids: ['2451'] }],
    ['the files of an incident', 'files incident 2451', { command: 'files', ids: ['2451'] }],
    ['a number that is no incident', 'files 2451', { command: 'files', ids: [], outcome: 'refused' }],
    ['bad words', 'result x', { command: 'result', ids: [], access: 'allowed', outcome: 'refused', why: 'UsageError' }],
    [
      'what Defender does not know',
      `files ${unknownAlert}`,
      { ids: [unknownAlert], outcome: 'failed', why: 'DefenderError notFound' },
    ],
  ])('of %s', async (_, text, expected) => {
    await chat.say(text);

    expect(await newest()).toMatchObject(expected);
  });

  test.each<[string, Rules, string]>([
    ['there is no policy', closed, 'NotAllowedError closed'],
    ['the person lacks the role', none, 'NotAllowedError missing'],
  ])('of a refusal because %s', async (_, rules, why) => {
    const member = () => Promise.resolve({ standing: 'member' as const, objectId: undefined });
    await start({ access: accessOf(() => rules, { member }) });

    await chat.say(`files ${alerts.hackTool}`);

    expect(await newest()).toMatchObject({
      access: 'refused',
      outcome: 'refused',
      why,
      ids: [alerts.hackTool],
      calls: 0,
    });
  });

  test('of a part that failed: Defender’s reference', async () => {
    await start({ app: { ...limitedApp, roles: ['File.Read.All'] } });

    await chat.say(`files ${alerts.hackTool}`);

    const { outcome, why, correlationIds } = await newest();
    expect([outcome, why]).toEqual(['partial', undefined]);
    expect(correlationIds).toEqual([expect.stringMatching(/^[\da-f-]{36}$/)]);
  });

  test('of a press: its presser, also where it made no sense', async () => {
    await chat.say(`files ${alerts.manyFiles}`);
    await chat.press('Next 5', { by: 'eve' });
    expect(await newest()).toMatchObject({ request: 'pressed', command: 'files', who: { teamsId: '29:eve' } });

    await chat.pressData({ command: 'none', words: [alerts.hackTool] });

    expect(await newest()).toMatchObject({ request: 'pressed', command: undefined, ids: [alerts.hackTool] });
  });

  test('of a press whose answer goes to the personal chat', async () => {
    await chat.pressData({ command: 'result', words: [actions.minidump, '0'], personal: true }, 'm1', { isRoom: true });

    expect(await newest()).toMatchObject({ where: { kind: 'channel', isPersonal: true }, ids: [actions.minidump] });
  });

  test('of one that is too many: that it was not asked who may', async () => {
    const most = { calls: 1, perMs: 60_000 };
    await start({ quotas: { perPerson: most, perConversation: most } });
    await chat.say('help');

    await chat.say('help');

    expect(await newest()).toMatchObject({ access: 'notAsked', outcome: 'refused', why: 'TooManyError person' });
  });
});

describe('what cannot be recorded', () => {
  const append = (): Promise<never> => Promise.reject(new RangeError('disk full'));

  beforeEach(() => start({ append }));

  test.each([`files ${alerts.hackTool}`, `result ${actions.minidump} 0`, `files ${unknownAlert}`, 'fils'])(
    '%s: nothing of the answer is shown',
    async (text) => {
      const answer = await chat.say(text);

      expect(chat.sent).toHaveLength(1);
      expect(lines(answer)).toContain('I could not record who asked for this, so it is not done.');
      expect(JSON.stringify(chat.sent)).not.toMatch(/kms\.exe|OfficeClickToRun\.dmp|knows no such alert|fils/);
      expect(chat.logged.join('\n')).toContain('a command was not recorded in the audit trail');
      expect(chat.logged.at(-1)).toContain('"outcome":"failed"');
    },
  );

  test('may be tried again', async () => {
    expect(titles(await chat.say(`files ${alerts.hackTool}`))).toEqual(['Try again']);
  });

  test.each(['help', 'hello', 'thanks', 'whoami'])(
    '%s is answered, because it says nothing of Defender',
    async (text) => {
      expect(lines(await chat.say(text))).not.toContain('could not record');
    },
  );

  test('nor does a press change the card, or show anything in a personal chat', async () => {
    await chat.pressData({ command: 'result', words: [actions.minidump, '0'], personal: true }, 'm1', { isRoom: true });

    expect(chat.personally).toEqual([]);
    expect(chat.sent.map(lines).join()).toContain('could not record');
  });
});

test('the answer waits for the record; the working card does not', async () => {
  const clock = manualClock();
  const record = Promise.withResolvers<{ readonly sequence: number; readonly hash: string }>();
  const slow = harness({ clock, audit: { append: () => record.promise } });

  const turn = slow.type('now');
  await clock.advance(3_000);
  expect(slow.out).toEqual(['typing', 'post m1: Working on now…']);
  record.resolve({ sequence: 1, hash: '' });
  await turn;

  expect(slow.out.at(-1)).toBe('edit m1: now 1');
});
