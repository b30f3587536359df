import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { alerts, machines } from '../../../emulator/data/ids.ts';
import { limitedApp } from '../../../emulator/identity.ts';
import { accessOf } from '../../support/access.ts';
import { lines, read, startConversation, titles, type Conversation } from '../../support/conversation.ts';

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

/** What Defender was asked, decoded, without what the sign-in took. */
const asked = (): readonly string[] =>
  chat.emulator
    .requests()
    .map(({ path }) => decodeURIComponent(path))
    .filter((path) => path.startsWith('/api/'));

test('the latest alerts come newest first, five at a time, in one call', async () => {
  const answer = await chat.say('alerts');

  expect(read(answer).lines.slice(0, 2)).toEqual([
    '8 alerts: 1 Critical, 3 High, 1 Medium, 2 Low, 1 Informational',
    'Unsigned module loaded',
  ]);
  expect(lines(answer)).toContain('alerts 1-5 of 8');
  expect(asked()).toEqual(['/api/alerts?$orderby=alertCreationTime desc&$top=20&$count=true']);
});

test('the next page is an edit of the same card', async () => {
  const first = await chat.say('alerts');

  const second = await chat.press('Next 3');

  expect(second).toMatchObject({ id: first.id, edits: 1 });
  expect(lines(second)).toContain('alerts 6-8 of 8');
});

test('a row is one tap from its alert', async () => {
  await chat.say('alerts informational');

  expect(lines(await chat.press('Alert'))).toContain('Interactive sign-in of a service account');
});

test('fewer than there are says how many there are', async () => {
  expect(read(await chat.say('alerts 2')).lines[0]).toBe('The newest 2 of 8 alerts: 1 Critical, 1 Low');
});

test('severity, status and assignee narrow it, and the card says what was asked for', async () => {
  const answer = await chat.say('alerts unassigned high new');

  expect(read(answer).lines.slice(0, 2)).toEqual(['2 alerts: 2 High', 'High · New · unassigned']);
  expect(asked()[0]).toContain("$filter=severity eq 'High' and status eq 'New' and assignedTo eq null");
});

test('none that fit is no error, and leads on', async () => {
  const answer = await chat.say('alerts low resolved');

  expect(read(answer).lines[0]).toBe('No such alerts');
  expect(titles(answer)).toEqual(['All alerts', 'Refresh']);
  expect(chat.logged.at(-1)).toContain('"outcome":"empty"');
});

describe('of a device', () => {
  test('by its name, in two calls', async () => {
    const answer = await chat.say('alerts laptop-042 high');

    expect(read(answer).lines.slice(0, 2)).toEqual(['3 alerts: 3 High', 'High · on laptop-042']);
    expect(asked()).toHaveLength(2);
    expect(asked()[1]).toBe(`/api/machines/${machines.laptop}/alerts`);
  });

  test('by its id, in one call', async () => {
    expect(lines(await chat.say(`alerts ${machines.webServer}`))).toContain('Cryptocurrency miner is running');
    expect(asked()).toHaveLength(1);
  });

  test('by its address', async () => {
    const answer = await chat.say('alerts 192.0.2.42 high');

    expect(read(answer).lines.slice(0, 2)).toEqual(['3 alerts: 3 High', 'High · on 192.0.2.42']);
    expect(asked().at(-1)).toBe(`/api/machines/${machines.laptop}/alerts`);
  });

  test('whose name is none exactly is picked, and the rest of the question stays', async () => {
    const pick = await chat.say('alerts new srv');
    expect(read(pick).lines[0]).toBe('No device is called srv; the name of 1 device begins with it');

    const chosen = await chat.press('Alerts');

    expect(asked().at(-1)).toMatch(/^\/api\/machines\/[\da-f]{40}\/alerts$/);
    expect(lines(chosen)).toContain('New · on ');
  });

  test('that nobody knows is said, with the words that are known', async () => {
    const text = lines(await chat.say('alerts hgih'));

    expect(text).toContain('Defender knows no device “hgih”. I know high, medium, low, informational;');
  });

  test('whose id nobody knows', async () => {
    expect(lines(await chat.say(`alerts ${'0'.repeat(40)}`))).toContain('Defender knows no such device.');
  });
});

describe('mine', () => {
  test('are those assigned to what the asker signs in with, as Teams says', async () => {
    const objectId = '6c1d0b54-8f3e-4a52-9d27-be10c4a7f935';
    const grants = [{ role: 'reader' as const, to: 'tenant' as const }];
    const rules = { mode: 'policy' as const, policy: { grants, evidenceIn: [], guests: 'deny' as const } };
    const upn = 'analyst@contoso.example';
    const access = accessOf(() => rules, { member: () => Promise.resolve({ standing: 'member', objectId, upn }) });
    const known = await startConversation({ access });
    try {
      const answer = await known.say('alerts mine');

      expect(read(answer).lines.slice(0, 2)).toEqual(['1 alert: 1 High', `assigned to ${upn}`]);
      expect(lines(answer)).toContain(alerts.malware);
    } finally {
      await known.close();
    }
  });

  test('are not guessed at where Teams does not say: the answer is how to ask instead', async () => {
    expect(lines(await chat.say('alerts mine'))).toContain('Type your address in the place of mine');
    expect(asked()).toEqual([]);

    expect(lines(await chat.say('alerts analyst@contoso.example'))).toContain(alerts.malware);
  });
});

test('the id of an alert does the obvious and says so', async () => {
  const shown = read(await chat.say(`alerts ${alerts.hackTool}`)).lines;

  expect(shown[0]).toBe('That is an alert id, so this is alert, not alerts.');
  expect(shown[1]).toContain('hacktool was prevented');
});

test('without the permission its name is in the answer', async () => {
  const limited = await startConversation({ app: limitedApp });
  try {
    expect(lines(await limited.say('alerts'))).toContain('That needs Alert.Read.All or Alert.ReadWrite.All; this app');
  } finally {
    await limited.close();
  }
});
