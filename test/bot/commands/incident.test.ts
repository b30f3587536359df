import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { alerts, machines } from '../../../emulator/data/ids.ts';
import { limitedApp } from '../../../emulator/identity.ts';
import type { Context } from '../../../src/bot/command.ts';
import { files } from '../../../src/bot/commands/files.ts';
import { messageCard } from '../../../src/cards/message.ts';
import type { Defender } from '../../../src/defender/client.ts';
import { listed, stats } from '../../cards/device-views.ts';
import { linesOf } from '../../cards/reading.ts';
import { alert, alertId, file, now, portal } from '../../cards/views.ts';
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

test('an incident is its alerts, devices, users and files together, in one call', async () => {
  const answer = await chat.say('incident 2451');

  const shown = read(answer).lines;
  expect(shown[0]).toBe('Incident 2451: 7 alerts, 1 Critical, 3 High, 1 Medium, 1 Low, 1 Informational');
  expect(shown[1]).toMatch(/^files: \d+ not reported as stopped, \d+ stopped/);
  expect(shown).toEqual(
    expect.arrayContaining(['Alerts', 'Devices: 3', 'odd.dll', 'ubuntu-web-03 · 1 alert: 1 Critical']),
  );
  expect(asked()).toEqual([
    '/api/alerts?$filter=incidentId eq 2451&$expand=evidence&$orderby=alertCreationTime desc&$top=200&$count=true',
  ]);
});

test.each(['#2451', 'https://security.microsoft.com/incidents/2451?tid=1'])('%s is understood', async (word) => {
  expect(lines(await chat.say(`incident ${word}`))).toContain('Incident 2451: 7 alerts');
});

test('the page of one needs no command', async () => {
  expect(lines(await chat.say('https://security.microsoft.com/incidents/1126093'))).toContain(
    '1126093: 1 alert, 1 Low',
  );
});

test('its alerts, devices and files are a tap away, the next alerts an edit', async () => {
  const first = await chat.say('incident 2451');
  const [, alert, ...others] = read(first).actions.map(({ data }) => data);
  const tapped = JSON.stringify(others);

  const second = await chat.press('Next 2');

  expect(alert).toMatchObject({ command: 'alert' });
  expect(tapped).toContain(`{"command":"device","words":["${machines.laptop}"]`);
  expect(tapped).toContain('"command":"file"');
  expect(second).toMatchObject({ id: first.id, edits: 1 });
  expect(lines(second)).toContain('alerts 6-7 of 7');
});

test('one without alerts says what that means, and it is no error', async () => {
  const answer = await chat.say('incident 99');

  expect(read(answer).lines[0]).toBe('Defender has no alerts of incident 99');
  expect(lines(answer)).toContain('Check the number.');
  expect(titles(answer)).toEqual(['Refresh', 'Incident in the portal']);
  expect(chat.logged.at(-1)).toContain('"outcome":"empty"');
});

test.each([
  ['incident', 'Which incident?'],
  ['incident x', '“x” is not an incident.'],
  ['incident 1234567890123456', 'is not an incident.'],
  ['files incident', 'Which incident?'],
])('%s is refused', async (text, words) => {
  expect(lines(await chat.say(text))).toContain(words);
  expect(asked()).toEqual([]);
});

test('without the permission its name is in the answer', async () => {
  const limited = await startConversation({ app: limitedApp });
  try {
    expect(lines(await limited.say('incident 2451'))).toContain('That needs Alert.Read.All or Alert.ReadWrite.All');
  } finally {
    await limited.close();
  }
});

describe('files of an incident', () => {
  test('are those of its alerts, one call each beside that for the alerts and that for the top file', async () => {
    const text = lines(await chat.say('files incident 2451'));

    expect(text).toContain(`in ${alerts.malware}`);
    expect(text).not.toContain('are missing');
    expect(asked()).toHaveLength(1 + 7 + 1);
  });

  test('have pages that ask for the incident again', async () => {
    const first = await chat.say('files incident 2451');

    const second = await chat.press('Next 5');

    expect(second).toMatchObject({ id: first.id, edits: 1 });
    expect(lines(second)).toMatch(/files 6-10 of \d+/);
  });

  test('of which one alert’s could not be read: it is named', async () => {
    chat.emulator.addFault({ kind: 'status', status: 403, match: `${alerts.malware}/files` });

    expect(lines(await chat.say('files incident 2451'))).toContain(
      `${alerts.malware}: Defender does not allow this bot to read that.`,
    );
  });

  test('by the page of one', async () => {
    expect(lines(await chat.say('files https://security.microsoft.com/incidents/1126093'))).toContain('suspicious.dll');
  });

  test('asks for none of an alert whose id is none of Defender’s, and puts it into no button', async () => {
    const odd = ['../machines', 'x y', '1?$top=1', `${alertId}\n`, '', 'x'.repeat(129)];
    const askedFor: string[] = [];
    const defender = {
      alerts: () => Promise.resolve(listed([...odd, alertId].map((id) => alert({ id })))),
      alertFiles(id: string) {
        askedFor.push(id);
        return Promise.resolve(listed([file()]));
      },
      fileStats: () => Promise.resolve(stats()),
    } as unknown as Defender; // all that files reaches for
    const context = {
      ...{ defender, portal, turnId: 't', shownFor: undefined },
      now: () => now,
      asOf: () => now,
    } as Context; // no more is asked of it

    const answer = await files.run({ of: { incidentId: 2451 }, page: 1 }, { ...context, progress: () => undefined });

    expect(askedFor).toEqual([alertId]);
    const card = 'card' in answer ? answer.card : messageCard('');
    expect(linesOf(card)).toContain('Files of the worst 1 of 7 alerts of incident 2451.');
    expect(JSON.stringify(card.content)).not.toContain('../machines');
  });

  test('of one with more alerts than were read says so, whatever Defender counts', async () => {
    const cut = listed([alert({ id: alertId })], { total: undefined, isComplete: false });
    const own = await startConversation({
      through: (defender) => ({ ...defender, alerts: () => Promise.resolve(cut) }),
    });

    const text = lines(await own.say('files incident 2451'));
    await own.close();

    expect(text).toContain('Files of the worst 1 of the newest alerts of incident 2451.');
  });

  test('of one without alerts', async () => {
    expect(read(await chat.say('files incident 99')).lines[0]).toBe('Defender has no alerts of incident 99');
  });
});
