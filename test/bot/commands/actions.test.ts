import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { machines } from '../../../emulator/data/ids.ts';
import { lines, read, startConversation, titles, type Conversation } from '../../support/conversation.ts';

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

function asked(): readonly string[] {
  return chat.emulator
    .requests()
    .map(({ path }) => decodeURIComponent(path))
    .filter((path) => path.startsWith('/api/'));
}

test('the five latest actions, each opened by a tap, and how many there are beyond', async () => {
  const answer = await chat.say('actions');

  expect(read(answer).lines[0]).toBe('Latest: 5 actions, 3 not ended');
  expect(lines(answer)).toMatch(/Isolate · ubuntu-web-03\nstill running, 50 s · started just now/);
  expect(lines(answer)).toMatch(/and \d+ more/);
  expect(titles(answer)).toEqual([
    'Action Isolate ubuntu-web-03',
    'Action Live response triage-windows.ps1 temp123.middleeast.corp.microsoft.com',
    'Action Live response triage-windows.ps1 and 1 more srv-file-01.contoso.example',
    'Action Live response minidump.ps1 and 1 more LAPTOP-042',
    'Action Live response triage-rules.json and 2 more srv-file-01.contoso.example',
    ...['More', 'Refresh'],
  ]);
  expect(asked()).toHaveLength(1);
});

test('More shows twenty on the same card', async () => {
  const first = await chat.say('actions');

  const more = await chat.press('More');

  expect(more).toMatchObject({ id: first.id, edits: 1 });
  expect(read(more).lines[0]).toMatch(/^Latest: 20 actions/);
  expect(titles(more)).not.toContain('More');
});

test.each(['actions LAPTOP-042 3', 'actions 3 LAPTOP-042', `actions ${machines.laptop} 3`, 'actions 192.0.2.42 3'])(
  'of one device, so many, in any order: %s',
  async (text) => {
    const answer = await chat.say(text);

    expect(read(answer).lines[0]).toBe('Latest on LAPTOP-042: 3 actions, 1 failed or timed out');
    expect(titles(answer)).toContain('Device');
    expect(asked().at(-1)).toContain(`machineId eq '${machines.laptop}'`);
  },
);

test('a name that fits no device exactly is picked, and leads to the actions', async () => {
  const pick = await chat.say('actions srv 3');
  expect(read(pick).lines[0]).toBe('No device is called srv; the name of 1 device begins with it');

  expect(read(await chat.press('Actions')).lines[0]).toBe(
    'Latest on srv-file-01.contoso.example: 2 actions, 1 not ended',
  );
  expect(asked().at(-1)).toContain('$top=3');
});

test('a device on which nothing was done is empty, and says what this API does not hold', async () => {
  const answer = await chat.say(`actions ${machines.idle}`);

  expect(read(answer).lines[0]).toBe('No actions known on this device');
  expect(lines(answer)).toContain('Live response that was started in the portal is not in this API.');
  expect(chat.logged.join()).toContain('"outcome":"empty"');
});
