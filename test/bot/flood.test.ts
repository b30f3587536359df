/** Whole turns: more commands than are taken. */

import { afterEach, describe, expect, test } from '@jest/globals';
import { alerts } from '../../emulator/data/ids.ts';
import type { AuditRecord } from '../../src/state/audit-record.ts';
import { createCommandLimits } from '../../src/bot/limits.ts';
import type { Directory } from '../../src/policy/access.ts';
import { closed, type Rules } from '../../src/policy/policy.ts';
import { accessOf, noDirectory } from '../support/access.ts';
import { lines, startConversation, titles, type Conversation } from '../support/conversation.ts';
import { manualClock } from '../support/clock.ts';
import { harness } from './turn-harness.ts';

const objectId = '22222222-aaaa-bbbb-cccc-0123456789ab';
const quotas = { perPerson: { calls: 2, perMs: 60_000 }, perConversation: { calls: 100, perMs: 60_000 } };

describe('one command too many', () => {
  let chat: Conversation;
  afterEach(() => chat.close());

  test('is told when to go on, and nobody is asked for it', async () => {
    chat = await startConversation({ quotas });
    await chat.say('help');
    await chat.say('whoami');

    const refused = await chat.say(`files ${alerts.hackTool}`);

    expect(lines(refused)).toContain('That was more than 2 commands a minute, which is what I take from one person.');
    expect(lines(refused)).toMatch(/Go on in (1 min|\d\d s), at \d\d:\d\d:\d\d UTC\. Until then I do not answer\./);
    expect(titles(refused)).toEqual(['Try again']);
    expect(chat.emulator.requests()).toEqual([]);
    expect(chat.logged.at(-1)).toContain('"outcome":"refused","delivered":"posted"');
  });

  test('is refused before anybody is asked who it is', async () => {
    chat = await startConversation({ quotas, access: accessOf(() => closed, noDirectory) });
    await chat.say('help');
    await chat.say('help');

    expect(lines(await chat.say(`files ${alerts.hackTool}`))).not.toContain('needs the role');
  });

  test.each(['what is this', 'files nonsense', 'hello', 'thanks', 'health'])('“%s” counts too', async (text) => {
    chat = await startConversation({ quotas });
    await chat.say(text);
    await chat.say(text);

    expect(lines(await chat.say('help'))).toContain('what I take from one person');
  });

  test('a room is not used up by those who may ask nothing there, whatever they type', async () => {
    const rules: Rules = {
      mode: 'policy',
      policy: { grants: [{ role: 'reader', to: 'tenant' }], evidenceIn: [], guests: 'deny' },
    };
    const member: Directory['member'] = (_, personId) =>
      Promise.resolve({ standing: personId === '29:alex' ? 'member' : 'guest', objectId });
    const small = { perPerson: { calls: 3, perMs: 60_000 }, perConversation: { calls: 2, perMs: 60_000 } };
    chat = await startConversation({ quotas: small, access: accessOf(() => rules, { member }) });
    for (const by of ['eve', 'mal', 'zoe'])
      for (const text of ['actions', 'help', 'nonsense']) await chat.say(text, { by, isRoom: true });

    const answers = [await chat.say('actions', { isRoom: true }), await chat.say('actions', { isRoom: true })];
    const third = await chat.say('actions', { isRoom: true });

    expect(answers.map((one) => lines(one))).toEqual(Array(2).fill(expect.stringContaining('LAPTOP-042')));
    expect(lines(third)).toContain('which is what I take in one conversation.');
  });

  test('another person is answered', async () => {
    chat = await startConversation({ quotas });
    for (let i = 0; i < 3; i++) await chat.say('help');

    expect(lines(await chat.say('help', { by: 'eve' }))).toContain('What I can do');
  });
});

describe('a flood', () => {
  test('is answered once, whatever is typed and pressed, and each of it is in the log', async () => {
    const clock = manualClock();
    const chat = harness({ limits: createCommandLimits(quotas, clock), clock });
    await chat.type('now');
    await chat.type('now');

    for (let i = 0; i < 5; i++) await chat.type('now');
    for (let i = 0; i < 5; i++) await chat.press('m1', ['now', 'page', String(i)]);

    expect(chat.out).toEqual([
      'post m1: now 1',
      'post m2: now 1',
      'post m3: That was more than 2 commands a minute, which is what I take from one person.',
    ]);
    expect(chat.logged.filter((line) => line.includes('"delivered":"dropped"'))).toHaveLength(9);
  });

  test('grows the audit trail by its one refusal', async () => {
    const clock = manualClock();
    const recorded: string[] = [];
    const append = (record: AuditRecord): Promise<{ sequence: number; hash: string }> =>
      Promise.resolve({ sequence: recorded.push(record.outcome), hash: '' });
    const chat = harness({ limits: createCommandLimits(quotas, clock), clock, audit: { append } });

    for (let i = 0; i < 20; i++) await chat.type('now');

    expect(recorded).toEqual(['answered', 'answered', 'refused']);
  });

  test('leaves no working card behind that a process which died had posted', async () => {
    const clock = manualClock();
    const chat = harness({
      clock,
      limits: createCommandLimits({ ...quotas, perPerson: { calls: 1, perMs: 60_000 } }, clock),
      activities: { workingId: () => Promise.resolve('m1'), setWorkingId: () => Promise.resolve() },
    });
    await chat.type('now');
    await chat.type('now');

    await chat.type('now');

    const refusal = 'That was more than 1 command a minute, which is what I take from one person.';
    expect(chat.out).toEqual(['post m1: now 1', `edit m1: ${refusal}`, `edit m1: ${refusal}`]);
  });
});
