/** Whole turns: equal questions cost no call for a while, the card says how old its answer is, and Refresh asks. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions, alerts, files, machines } from '../../emulator/data/ids.ts';
import { readerApp, resultApp } from '../../emulator/identity.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { accessOf } from '../support/access.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';
import {
  lines,
  read,
  startConversation,
  type Conversation,
  type ConversationOptions,
  type Sent,
} from '../support/conversation.ts';
import { askedIn, asOf, withoutTime } from './remembered-stage.ts';

let chat: Conversation;
let clock: ManualClock;

async function start(options: ConversationOptions = {}): Promise<void> {
  await chat.close();
  chat = await startConversation({ clock, emulator: { realNow: () => clock.now() }, ...options });
}

beforeEach(async () => {
  clock = manualClock();
  chat = await startConversation({ clock, emulator: { realNow: () => clock.now() } });
});

afterEach(() => chat.close());

function asked(): readonly string[] {
  return askedIn(chat);
}

/** The finding; how long something lasts grows while it is remembered. */
function withoutAge(sent: Sent): string | undefined {
  return read(sent).lines[0]?.replace(/, \d+ min$/, '');
}

function dataOf(sent: Sent, title: string): unknown {
  return read(sent).actions.find((action) => action.title === title)?.data;
}

async function callsInAudit(): Promise<number | undefined> {
  return (await chat.recorded()).at(-1)?.calls;
}

const questions: readonly string[] = [
  `alert ${alerts.hackTool}`,
  `alert ${alerts.hackTool} ${alerts.malware}`,
  'alerts high',
  'incident 1126093',
  `files ${alerts.hackTool}`,
  `file ${files.autoKms}`,
  `file ${files.autoKms} ${files.svchost}`,
  `device ${machines.laptop}`,
  'device srv',
  'device 10.20.30.40',
  `action ${actions.minidump}`,
  `action ${actions.pending}`,
  'actions',
  `result ${actions.threeCommands}`,
];

describe.each(questions)('%s', (question) => {
  test('asked again within a minute, by somebody else and elsewhere, costs no call; its card says how old it is', async () => {
    const first = await chat.say(question);
    expect(asked()).not.toEqual([]);
    expect(asOf(first)).toBe('as of 14:03:22 UTC');
    await clock.advance(40_000);

    const again = await chat.say(question, { by: 'eve', in: 'c2', isRoom: true });

    expect(asked()).toEqual([]);
    expect(await callsInAudit()).toBe(0);
    expect(asOf(again)).toBe('as of 14:03:22 UTC (40 s ago)');
    expect(withoutAge(again)).toBe(withoutAge(first));
  });

  test('has a button that asks Defender anew, edits the card, and is remembered', async () => {
    const card = await chat.say(question);
    const title = read(card).actions.some((action) => action.title === 'Refresh') ? 'Refresh' : 'Try again';
    const before = withoutTime(asked());
    await clock.advance(40_000);

    const refreshed = await chat.press(title, { on: card });

    expect(refreshed).toMatchObject({ id: card.id, edits: 1 });
    expect(withoutTime(asked())).toEqual(before);
    expect(asOf(refreshed)).toBe('as of 14:04:02 UTC');

    await clock.advance(30_000);
    expect(asOf(await chat.say(question, { by: 'eve' }))).toBe('as of 14:04:02 UTC (30 s ago)');
    expect(asked()).toEqual([]);
  });
});

test.each(['device 10.20.30.40', `files ${alerts.hackTool}`, `file ${files.autoKms}`])(
  '%s, asked by twenty rooms in one moment, costs the calls of one',
  async (question) => {
    await chat.say(question);
    const before = withoutTime(asked());
    await clock.advance(600_000);

    await Promise.all(
      Array.from({ length: 20 }, (_, room) => chat.say(question, { by: `p${room}`, in: `c${room}`, isRoom: true })),
    );

    expect(withoutTime(asked())).toEqual(before);
  },
);

describe('after a minute', () => {
  test.each([`alert ${alerts.hackTool}`, 'alerts high', `action ${actions.pending}`, `device ${machines.laptop}`])(
    '%s is asked again',
    async (question) => {
      await chat.say(question);
      const before = asked();
      await clock.advance(60_000);

      expect(asOf(await chat.say(question))).toBe('as of 14:04:22 UTC');
      expect(asked().toSorted()).toEqual(before.toSorted());
    },
  );

  test('what has ended is not, and after ten it is', async () => {
    await chat.say(`action ${actions.minidump}`);
    asked();
    await clock.advance(599_000);

    expect(asOf(await chat.say(`action ${actions.minidump}`))).toBe('as of 14:03:22 UTC (9 min ago)');
    expect(asked()).toEqual([]);
    await clock.advance(1_000);

    expect(asOf(await chat.say(`action ${actions.minidump}`))).toBe('as of 14:13:22 UTC');
    expect(asked()).toHaveLength(1);
  });

  test('a card of parts is as old as the oldest of them', async () => {
    await chat.say(`file ${files.autoKms}`);
    asked();
    await clock.advance(120_000);

    const card = await chat.say(`file ${files.autoKms}`);

    expect(asked().map((path) => path.replace(/^.*\//, ''))).toEqual(['alerts', 'machines']);
    expect(asOf(card)).toBe('as of 14:03:22 UTC (2 min ago)');
  });
});

test('a device by its name is looked up and described out of memory', async () => {
  await chat.say('device LAPTOP-042');
  asked();
  await clock.advance(40_000);

  expect(asOf(await chat.say('device LAPTOP-042', { by: 'eve' }))).toBe('as of 14:03:22 UTC (40 s ago)');
  expect(asked()).toEqual([]);
});

test('another page of the same costs no call', async () => {
  const card = await chat.say(`files ${alerts.manyFiles}`);
  asked();

  expect(await chat.press('Next 5', { on: card })).toMatchObject({ id: card.id, edits: 1 });
  expect(asked()).toEqual([]);
});

test('a part that failed is asked for again, and only that', async () => {
  chat.emulator.addFault({ kind: 'status', status: 404, match: '/stats$', times: 1 });
  expect(lines(await chat.say(`files ${alerts.hackTool}`))).toContain('Prevalence here is missing');
  asked();

  expect(lines(await chat.say(`files ${alerts.hackTool}`))).not.toContain('missing');
  expect(asked()).toEqual([expect.stringMatching(/\/stats$/)]);
});

test('an alert that failed among several is asked for again, and only that', async () => {
  chat.emulator.addFault({ kind: 'status', status: 403, match: `${alerts.malware}/files$`, times: 1 });
  await chat.say(`files ${alerts.hackTool} ${alerts.malware}`);
  asked();

  await chat.say(`files ${alerts.hackTool} ${alerts.malware}`);

  const again = asked();
  expect(again).toContain(`/api/alerts/${alerts.malware}/files`);
  expect(again.join()).not.toContain(alerts.hackTool);
});

test('a result is told with what is remembered of its action, and with a link of its own each time it is read', async () => {
  await start({ app: readerApp, resultApp });
  await chat.say(`action ${actions.minidump}`);
  expect(asked()).toEqual([`/api/machineactions/${actions.minidump}`]);
  await clock.advance(40_000);

  const result = await chat.say(`result ${actions.minidump} 0`);

  expect(asked()).toEqual([`/api/machineactions/${actions.minidump}/GetLiveResponseResultDownloadLink(index=0)`]);
  expect(asOf(result)).toBe('as of 14:03:22 UTC (40 s ago)');
});

describe('who may not ask', () => {
  const policy: Policy = { grants: [{ role: 'reader', to: 'tenant' }], evidenceIn: ['personal'], guests: 'deny' };

  beforeEach(() =>
    start({
      access: accessOf(() => ({ mode: 'policy', policy }), {
        member: (_, personId) =>
          Promise.resolve({ standing: personId === '29:eve' ? 'guest' : 'member', objectId: undefined }),
      }),
    }),
  );

  test.each(questions)('gets nothing of what is remembered: %s', async (question) => {
    const card = await chat.say(question);

    const typed = await chat.say(question, { by: 'eve' });
    const pressed = await chat.pressData(dataOf(card, 'Refresh') ?? { command: 'alerts', words: [] }, card.id, {
      by: 'eve',
    });

    for (const answer of [typed, pressed]) {
      expect(read(answer).lines[0]).toBe('That needs the role reader, which you do not have here.');
      expect(asOf(answer)).toBeUndefined();
    }
  });
});
