/** Whole turns: what somebody opened last in a thread stands for the id that they do not type there. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions, alerts, files, machines } from '../../emulator/data/ids.ts';
import type { Policy, Rules } from '../../src/policy/policy.ts';
import { accessOf } from '../support/access.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';
import { lines, read, startConversation, type AskedBy, type Conversation, type Sent } from '../support/conversation.ts';

const open: Rules = { mode: 'open' };
const none: Rules = { mode: 'policy', policy: { grants: [], evidenceIn: [], guests: 'deny' } };
const hourMs = 60 * 60_000;
const objectId = '22222222-aaaa-bbbb-cccc-0123456789ab';

let chat: Conversation;
let clock: ManualClock;
let rules: Rules;

beforeEach(async () => {
  clock = manualClock();
  rules = open;
  chat = await startConversation({ clock, access: accessOf(() => rules) });
});

afterEach(() => chat.close());

const first = (sent: Sent): string | undefined => read(sent).lines[0];
const isAsked = (text: string, about?: AskedBy): Promise<string> => chat.say(text, about).then(lines);

describe('a command without its id', () => {
  test.each([
    ['the files of an alert', `alert ${alerts.hackTool}`, 'files', 'alert', alerts.hackTool, 'kms.exe: HackTool'],
    ['an alert whose files were shown', `files ${alerts.hackTool}`, 'alert', 'alert', alerts.hackTool, 'LAPTOP-042'],
    ['an alert whose hashes were shown', `hashes ${alerts.hackTool}`, 'alert', 'alert', alerts.hackTool, 'LAPTOP-042'],
    ['a file', `file ${files.autoKms}`, 'file', 'file', files.autoKms, 'kms.exe'],
    ['a device by its name', 'device LAPTOP-042', 'device', 'device', machines.laptop, 'LAPTOP-042'],
    ['a device whose actions were shown', 'actions LAPTOP-042', 'device', 'device', machines.laptop, 'LAPTOP-042'],
    ['the result of an action', `action ${actions.minidump}`, 'result', 'action', actions.minidump, 'minidump.ps1'],
    ['an action whose result was shown', `result ${actions.minidump} 0`, 'action', 'action', actions.minidump, 'Live'],
    ['an incident', 'incident 2451', 'incident', 'incident', '2451', 'Incident'],
    ['the files of an incident', 'incident 2451', 'files', 'incident', '2451', 'files'],
  ])('opens %s, and says which and from when', async (_, opening, text, kind, id, answer) => {
    await chat.say(opening);
    await clock.advance(12 * 60_000);

    const said = await chat.say(text);

    expect(first(said)).toBe(`For the ${kind} you opened at 14:03 UTC (12 min ago): ${id}`);
    expect(lines(said)).toContain(answer);
  });

  test.each([
    ['result page 2', actions.longOutput, 'lines 41-80 of 2,000'],
    ['result 0 head 1', actions.longOutput, 'line 1 of 2,000'],
    ['result grep svchost', actions.longOutput, 'svchost.exe'],
  ])('takes what may stand behind the id: %s', async (text, actionId, answer) => {
    await chat.say(`action ${actionId}`);

    const said = await chat.say(text);

    expect(first(said)).toBe(`For the action you opened at 14:03 UTC (just now): ${actionId}`);
    expect(lines(said)).toContain(answer);
  });

  test('takes the latest of two kinds that it knows', async () => {
    await chat.say('incident 2451');
    await clock.advance(1);
    await chat.say(`alert ${alerts.malware}`);

    expect(first(await chat.say('files'))).toContain(alerts.malware);
  });

  test('is recorded with the id that stood for it', async () => {
    await chat.say(`alert ${alerts.hackTool}`);
    await chat.say('files');

    expect((await chat.recorded()).at(-1)).toMatchObject({ command: 'files', ids: [alerts.hackTool] });
  });

  test('says what it was asked about also where the answer is an error', async () => {
    await chat.say(`result ${actions.minidump} 0`);

    const [note, error] = read(await chat.say('result 7')).lines;

    expect(note).toBe(`For the action you opened at 14:03 UTC (just now): ${actions.minidump}`);
    expect(error).toContain('There is no command 7 in this action');
  });

  test('that is answered for copying is asked first, with a button that gives the bare text', async () => {
    await chat.say(`alert ${alerts.hackTool}`);

    const said = await chat.say('hashes sha1');
    const pressed = await chat.press('Yes, hashes');

    expect(read(said).lines).toEqual([
      `For the alert you opened at 14:03 UTC (just now): ${alerts.hackTool}`,
      'hashes answers in plain text for copying, where that line would be in the way.',
    ]);
    expect(pressed.message).toEqual({ text: expect.stringMatching(/^([0-9a-f]{40}\n){2}[0-9a-f]{40}$/) });
  });
});

describe('nothing stands for it', () => {
  const which = 'Which alert?';

  test.each([
    ['where nothing was opened', { by: 'ben', in: 'c2' }],
    ['for another person in the thread', { by: 'ben' }],
    ['in another thread', { in: 'c1;messageid=2' }],
    ['in another conversation', { in: 'c2' }],
  ])('%s', async (_, about) => {
    await chat.say(`alert ${alerts.hackTool}`);

    expect(await isAsked('files', about)).toContain(which);
    expect(await isAsked('files')).toContain(alerts.hackTool);
  });

  test('after eight hours, and until then it does', async () => {
    await chat.say(`alert ${alerts.hackTool}`);
    await clock.advance(8 * hourMs - 1);
    const before = await chat.say('alert');
    await clock.advance(8 * hourMs);

    expect(first(before)).toBe(`For the alert you opened at 14:03 UTC (7 h ago): ${alerts.hackTool}`);
    expect(await isAsked('alert')).toContain(which);
  });

  test.each([
    ['that Defender does not know', `alert da637472900382838869_999`],
    ['that is one of several', `alert ${alerts.hackTool} ${alerts.malware}`],
    ['that is one of several whose files were shown', `files ${alerts.hackTool} ${alerts.malware}`],
    ['that stands in a list', 'alerts'],
  ])('by an alert %s', async (_, opening) => {
    await chat.say(opening);

    expect(await isAsked('files')).toContain(which);
  });

  test('by an incident without alerts', async () => {
    await chat.say('incident 999999');

    expect(await isAsked('incident')).toContain('Which incident?');
  });

  test('by an answer that nobody got', async () => {
    chat.failing.set('post', new Error('lost'));
    await chat.say(`alert ${alerts.hackTool}`).catch(() => undefined);
    chat.failing.clear();

    expect(await isAsked('files')).toContain(which);
  });
});

test('a press opens for whoever pressed it, in their thread', async () => {
  const card = await chat.say(`alert ${alerts.hackTool}`, { isRoom: true });
  await chat.press('Files', { by: 'ben', isRoom: true, on: card });

  expect(await isAsked('alert', { by: 'ben', isRoom: true })).toContain(alerts.hackTool);
});

test('a button never takes what was opened: its words are literal', async () => {
  await chat.say(`alert ${alerts.hackTool}`);

  const pressed = await chat.pressData({ command: 'files', words: [], rev: 1 });

  expect(lines(pressed)).toContain('Which alert?');
  expect((await chat.recorded()).at(-1)).toMatchObject({ command: 'files', ids: [] });
});

test('a restart keeps it', async () => {
  await chat.say(`alert ${alerts.hackTool}`);
  chat.restart();

  expect(await isAsked('files')).toContain(alerts.hackTool);
});

test('who may not ask any more is refused as with a typed id, and nobody is asked for anything', async () => {
  await chat.say(`alert ${alerts.hackTool}`);
  const before = chat.emulator.requests().length;
  rules = none;

  const said = await chat.say('files');

  expect(lines(said)).toContain('That needs the role reader');
  expect(chat.emulator.requests()).toHaveLength(before);
  expect((await chat.recorded()).at(-1)).toMatchObject({ access: 'refused', ids: [alerts.hackTool] });
});

test('where evidence is not shown, the finding says it too', async () => {
  await chat.close();
  const policy: Policy = { grants: [{ role: 'reader', to: `user:${objectId}` }], evidenceIn: [], guests: 'deny' };
  chat = await startConversation({
    clock,
    access: accessOf(() => ({ mode: 'policy', policy }), {
      member: () => Promise.resolve({ standing: 'member', objectId }),
    }),
  });
  await chat.say(`action ${actions.minidump}`, { isRoom: true });

  const said = await chat.say('result 0', { isRoom: true });

  expect(read(said).lines).toEqual([
    `For the action you opened at 14:03 UTC (just now): ${actions.minidump}`,
    expect.stringContaining('minidump.ps1'),
    'What devices give is not shown here.',
  ]);
});
