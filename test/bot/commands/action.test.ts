import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions } from '../../../emulator/data/ids.ts';
import { lines, read, startConversation, titles, type Conversation } from '../../support/conversation.ts';

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

test('an action is told with each of its commands and a way to each result', async () => {
  const answer = await chat.say(`action ${actions.threeCommands}`);

  const text = lines(answer);
  expect(read(answer).lines[0]).toBe('Live response on srv-file-01.contoso.example: succeeded');
  expect(text).toMatch(/0 {2}PutFile triage-rules\.json\n.*has no result/);
  expect(text).toMatch(/1 {2}RunScript triage-windows\.ps1\ncompleted in/);
  expect(text).toMatch(/2 {2}GetFile D:\\triage\\matches\.csv\ncompleted in/);
  expect(titles(answer)).toEqual([
    ...['Result 1 triage-windows.ps1', 'Result 2 D-triage-matches.csv'],
    ...['Result 1', 'Result 2', 'Device', 'Refresh', 'Device in the portal'],
  ]);
});

test('costs one call, and fetches no result', async () => {
  await chat.say(`action ${actions.minidump}`);

  const asked = chat.emulator.requests().map(({ path }) => path);
  expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([`/api/machineactions/${actions.minidump}`]);
});

test('a bare action id is enough; with more behind it, it is a result', async () => {
  expect(read(await chat.say(actions.minidump)).lines[0]).toBe('Live response on LAPTOP-042: succeeded');
  expect(read(await chat.say(`${actions.minidump} 0`)).lines[0]).toContain('minidump.ps1 on LAPTOP-042: exit code 0');
});

test('its result, its device and all its commands are a press away; Refresh edits the card', async () => {
  const card = await chat.say(`action ${actions.minidump}`);

  expect(await chat.press('Refresh', { on: card })).toMatchObject({ id: card.id, edits: 1 });
  expect(read(await chat.press('Device', { on: card })).lines[0]).toContain('LAPTOP-042: risk High');
  const result = await chat.press('Result 0', { on: card });
  expect(read(result).lines[0]).toContain('minidump.ps1');
  expect(read(await chat.press('All commands', { on: result })).lines[0]).toBe(
    'Live response on LAPTOP-042: succeeded',
  );
});

test('the card that a result falls back to is refreshed in place', async () => {
  const card = await chat.say(`result ${actions.threeCommands}`);

  expect(await chat.press('Refresh')).toMatchObject({ id: card.id, edits: 1 });
});

describe('what a state means', () => {
  test.each([
    ['pending', actions.pending, 'Pending: the device has not taken it yet; often it is offline.'],
    [
      'cancelled half-way',
      actions.cancelledAfterFirst,
      'Cancelled too late for 1 command: what was done by then stays',
    ],
    ['cancelled by whom and why', actions.cancelledBeforeStart, 'UTC · “Wrong device”'],
    ['timed out with its code', actions.timedOut, 'timed out (error 0x80190198)'],
    ['failed for a reason', actions.failedGetFile, 'Defender reports: The system cannot find the file specified.'],
    ['of no live response', actions.antivirusScan, 'scope Quick'],
    ['started by whom with which comment', actions.minidump, 'started by analyst@contoso.example · “Testing Live Resp'],
  ])('%s', async (_, id, words) => {
    expect(lines(await chat.say(`action ${id}`))).toContain(words);
  });
});

test('an action that is not there: live response of the portal is not in this API', async () => {
  const answer = await chat.say('action 00000000-0000-4000-8000-000000000000');

  expect(read(answer).lines[0]).toBe('Defender knows no such action.');
  expect(lines(answer)).toContain('Live response started in the portal is not in this API');
  expect(titles(answer)).toEqual(['Try again']);
});
