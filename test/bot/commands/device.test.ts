import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { alerts, machines } from '../../../emulator/data/ids.ts';
import { limitedApp } from '../../../emulator/identity.ts';
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

test('a device is told by its risk and open alerts, with what stands around it', async () => {
  const answer = await chat.say('device LAPTOP-042');

  const text = lines(answer);
  expect(read(answer).lines[0]).toBe('LAPTOP-042: risk High, 3 open alerts');
  expect(text).toContain('Active · exposure Medium · value Normal');
  expect(text).toContain('Windows11 24H2 · build 26100 · 64-bit');
  expect(text).toMatch(/last seen \d\d:\d\d:\d\d UTC \(1 min ago\) · first seen 20\d\d-/);
  expect(text).toContain('IP 192.0.2.42 · external 203.0.113.7');
  expect(text).toContain(`device id ${machines.laptop}`);
  expect(text).toContain('3 open alerts: 3 High');
  expect(text).toContain('1 user\ncontoso\\j.doe\nlogon Interactive');
  expect(titles(answer).slice(-4)).toEqual(['All actions', 'Refresh', 'Hunting query', 'Device in the portal']);
});

test('costs five calls in two rounds, the device first', async () => {
  await chat.say('device LAPTOP-042');

  const [first, ...others] = asked();
  expect(first).toMatch(/^\/api\/machines\?\$filter=.*'LAPTOP-042'/);
  expect(others.map((path) => path.replace(/\?.*/, '')).sort()).toEqual([
    '/api/machineactions',
    '/api/machineactions',
    `/api/machines/${machines.laptop}/alerts`,
    `/api/machines/${machines.laptop}/logonusers`,
  ]);
});

test.each([
  ['by its name in small letters', 'device laptop-042', 'LAPTOP-042'],
  ['by the first part of its DNS name', 'device srv-file-01', 'srv-file-01.contoso.example'],
  ['by its whole DNS name', 'device srv-file-01.contoso.example', 'srv-file-01.contoso.example'],
  ['by its id', `device ${machines.webServer}`, 'ubuntu-web-03'],
  ['by its bare id', machines.webServer, 'ubuntu-web-03'],
  ['by its page in the portal', `https://security.microsoft.com/machines/v2/${machines.webServer}/overview`, 'ubuntu'],
  ['by its address', 'device 192.0.2.10', 'srv-file-01.contoso.example'],
])('is found %s', async (_, text, name) => {
  expect(read(await chat.say(text)).lines[0]).toContain(name);
});

test('an address that leads to one device says in what sense', async () => {
  expect(lines(await chat.say('device 192.0.2.10'))).toContain(
    'The only device that had this address within the last 15 minutes.',
  );
});

test('an address of a device that is away is looked for where it was last seen, and that is said', async () => {
  expect(lines(await chat.say('device 192.0.2.113'))).toContain(
    'The only device that had this address when last seen, and not within the last 15 minutes.',
  );
});

test('what has not ended comes before what is only recent', async () => {
  const text = lines(await chat.say('device srv-file-01'));

  expect(text).toMatch(/2 actions, 1 not ended\nLive response: triage-windows\.ps1 and 1 more\nstill running, 2 min/);
});

test('an action is opened by a tap, all of them by a button', async () => {
  const card = await chat.say('device LAPTOP-042');

  const one = await chat.press('Action', { on: card });
  const all = await chat.press('All actions', { on: card });

  expect(read(one).lines[0]).toBe('Live response on LAPTOP-042: succeeded');
  expect(read(all).lines[0]).toContain('Latest on LAPTOP-042: ');
});

test('an inactive device is marked', async () => {
  expect(lines(await chat.say(`device ${machines.documented}`))).toContain(
    'May be a stale twin: Defender calls it inactive.',
  );
});

test('an alert id after device is led to the alert', async () => {
  expect(read(await chat.say(`device ${alerts.hackTool}`)).lines[0]).toMatch(/^That is an alert id, so this is /);
});

describe('a name that is not quite one device’s', () => {
  test('is never taken for the only one that begins with it: a list to pick from', async () => {
    const answer = await chat.say('device srv');

    expect(read(answer).lines[0]).toBe('No device is called srv; the name of 1 device begins with it');
    expect(titles(answer)).toEqual(['Device srv-file-01.contoso.example', 'Refresh']);
    expect(read(await chat.press('Device')).lines[0]).toContain('srv-file-01.contoso.example: risk Medium');
  });

  test('nobody’s is empty, and says what else can be typed', async () => {
    const answer = await chat.say('device nope-99');

    expect(read(answer).lines[0]).toBe('Defender knows no device called nope-99');
    expect(lines(answer)).toContain('a DNS name or how that begins, a device id, or an internal IP address');
    expect(chat.logged.join()).toContain('"outcome":"empty"');
  });

  test('nobody’s address is empty too', async () => {
    expect(read(await chat.say('device 203.0.113.99')).lines[0]).toBe(
      'Defender knows no device that had the address 203.0.113.99',
    );
  });

  test('an id that is nobody’s is told apart', async () => {
    expect(read(await chat.say(`device ${'0'.repeat(40)}`)).lines[0]).toBe('Defender knows no such device.');
  });
});

test('without the rights for users and alerts the rest is shown, and what is missing is named', async () => {
  const limited = await startConversation({ app: limitedApp });
  try {
    const text = lines(await limited.say('device LAPTOP-042'));

    expect(text).toContain('LAPTOP-042: risk High\n');
    expect(text).toContain('Alerts are missing: That needs Alert.Read.All');
    expect(text).toContain(
      'Users are missing: That needs User.Read.All; this app has File.Read.All, Machine.Read.All.',
    );
    expect(text).toContain('Live response');
    expect(limited.logged.join()).toContain('"outcome":"partial"');
  } finally {
    await limited.close();
  }
});
