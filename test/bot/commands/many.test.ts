/** Fifty ids in one question, on a clock that a test holds: each answer of Defender takes a quarter of a second. */

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createWorld } from '../../../emulator/data/create-world.ts';
import { lines, read, startConversation, titles, type Conversation, type Sent } from '../../support/conversation.ts';
import { eventually } from '../../support/eventually.ts';
import { manualClock, type ManualClock } from '../../support/clock.ts';

const answerMs = 250;
const size = { alerts: 80, devices: 20 };

let clock: ManualClock;
let chat: Conversation;
let ids: readonly string[];
beforeEach(async () => {
  clock = manualClock();
  ids = createWorld(clock.now(), size)
    .alerts.slice(-44)
    .map(({ id }) => id);
  chat = await startConversation({
    clock,
    emulator: { realNow: () => clock.now(), size },
    onAttempt: () => clock.pass(answerMs),
  });
});
afterEach(() => chat.close());

const unknown = ['da000000000000000001_1', 'da000000000000000002_2', 'da000000000000000003_3'] as const;
const forbidden = 'da000000000000000004_4';
const failing = 'da000000000000000005_5';
const odd = 'da000000000000000006_6';

/** Fifty: those that there are with six among them that cannot be had. */
const fifty = (): readonly string[] => [...ids.slice(0, 20), ...unknown, forbidden, failing, odd, ...ids.slice(20)];

function addFaults(): void {
  chat.emulator.addFault({ kind: 'status', status: 403, match: `/alerts/${forbidden}` });
  chat.emulator.addFault({ kind: 'status', status: 500, match: `/alerts/${failing}` });
  chat.emulator.addFault({ kind: 'malformedJson', match: `/alerts/${odd}` });
}

/** Whoever waits for no time at all, such as before a second attempt, is woken too. */
async function said(words: string): Promise<Sent> {
  const answered = new AbortController();
  const turn = chat.say(words).finally(() => answered.abort());
  for (let rounds = 0; rounds < 10_000 && !answered.signal.aborted; rounds++) await clock.advance(0);
  return turn;
}

/** What was said while the answer was not there yet. */
function working(): readonly string[] {
  return chat.gone.map(lines).filter((text) => text.startsWith('Working on'));
}

function askedOfDefender(): readonly { readonly path: string; readonly at: number; readonly status: number | null }[] {
  return chat.emulator
    .requests()
    .filter(({ path }) => path.startsWith('/api/'))
    .map(({ path, at, status }) => ({ path, status, at: Date.parse(at) }));
}

/** The most calls of one endpoint within any minute. */
function mostPerMinute(endpoint: RegExp): number {
  const times = askedOfDefender()
    .filter(({ path }) => endpoint.test(path))
    .map(({ at }) => at);
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length));
}

/** Each row that there is, on however many pages. */
async function everyPage(first: Sent, row: RegExp): Promise<readonly string[]> {
  const found: string[] = [];
  for (let card = first; ;) {
    found.push(...read(card).lines.filter((line) => row.test(line)));
    const next = titles(card).find((title) => title.startsWith('Next'));
    if (next === undefined) return found;
    await clock.advance(3_000); // a press within two seconds of the same is none
    card = await chat.press(next, { on: card });
  }
}

test('alert: progress in one message, which becomes the answer; each failure apart, with its reason', async () => {
  addFaults();

  const answer = await said(`alert ${fifty().join(' ')}`);

  expect(chat.sent).toHaveLength(1);
  expect(answer.id).toBe(chat.gone[0]?.id);
  expect(working().length).toBeGreaterThan(0);
  for (const text of working()) expect(text).toMatch(/^Working on alert: \d+ of 50 alerts read…$/);
  const text = lines(answer);
  expect(text).toMatch(/^44 of 50 alerts: /);
  expect(text).toContain('3 alerts: Defender knows no such alert. ');
  expect(text).toContain(unknown.join(', '));
  expect(text).toContain(`${forbidden}: Defender does not allow this bot to read that.`);
  expect(text).toContain(`${failing}: Defender had an error of its own.`);
  expect(text).toContain(`${odd}: Defender’s answer made no sense.`);
  expect(chat.logged.at(-1)).toContain('"outcome":"partial"');
});

test('alert: what Defender knows costs three calls, what it does not one more each, and every alert is on a page', async () => {
  const answer = await said(`alert ${fifty().join(' ')}`);

  expect(askedOfDefender()).toHaveLength(3 + 6);
  const shown = await everyPage(answer, /^(?:da|ed)?\d{15,}_/);
  expect(shown.filter((line) => ids.some((id) => line.includes(id)))).toHaveLength(44);
});

test('files: progress in one message, which becomes the answer; each failure apart, with its reason', async () => {
  addFaults();

  const answer = await said(`files ${fifty().join(' ')}`);

  expect(chat.sent).toHaveLength(1);
  expect(answer.id).toBe(chat.gone[0]?.id);
  const told = working().map((text) => Number(/^Working on files: (\d+) of 50 alerts read…$/.exec(text)?.[1]));
  expect(told.length).toBeGreaterThan(1);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  const text = lines(answer);
  expect(text).toContain('3 alerts: Defender knows no such alert. ');
  expect(text).toContain(unknown.join(', '));
  expect(text).toContain(`${forbidden}: Defender does not allow this bot to read that.`);
  expect(text).toContain(`${failing}: Defender had an error of its own.`);
  expect(text).toContain(`${odd}: Defender’s answer made no sense.`);
  expect(text).toContain('and 39 more alerts');
  expect(titles(answer)).toContain('Alerts');
  expect(chat.logged.at(-1)).toContain('"outcome":"partial"');
});

test('files: one call for the files of each, few for the alerts, and every file is on a page', async () => {
  const hashes = new Set(
    createWorld(clock.now(), size)
      .alerts.filter(({ id }) => ids.includes(id))
      .flatMap(({ files }) =>
        files.flatMap(({ file: { sha256 } }) => (typeof sha256 === 'string' ? [`SHA-256 ${sha256}`] : [])),
      ),
  );

  const answer = await said(`files ${ids.join(' ')}`);
  const calls = askedOfDefender();
  const shown = await everyPage(answer, /^SHA-256 /);

  expect(calls.filter(({ path }) => path.endsWith('/files'))).toHaveLength(44);
  expect(calls.filter(({ path }) => path.startsWith('/api/alerts?'))).toHaveLength(3);
  expect(calls).toHaveLength(44 + 3 + 1);
  expect(shown.toSorted()).toEqual([...hashes].toSorted());
});

test('three such questions in a minute, none answered out of memory, stay within the quota: what is over it is told apart, with when to come back', async () => {
  const all = [...ids, ...unknown, forbidden, failing, odd];
  const refreshed = { command: 'files', words: all, fresh: true };

  const first = await chat.say(`files ${all.join(' ')}`, { by: 'ana' });
  const second = await chat.pressData(refreshed, undefined, { by: 'bob' });
  const third = await chat.pressData(refreshed, undefined, { by: 'cam' });

  expect(lines(first)).toContain('6 alerts: Defender knows no such alert.');
  expect(lines(second)).toContain('6 alerts: Defender knows no such alert.');
  expect(lines(third)).toContain('None of the 50 alerts could be read');
  expect(lines(third)).toMatch(
    /50 alerts: Defender’s request quota is used up\. Try again in \d+ s, at \d\d:\d\d:\d\d UTC\./,
  );
  expect(mostPerMinute(/\/files$/)).toBe(100);
  expect(askedOfDefender().filter(({ status }) => status === 429)).toEqual([]);
});

test('a part that does not come in time is missing from the answer, which comes all the same', async () => {
  chat.emulator.addFault({ kind: 'hang', match: `${ids[3] ?? ''}/files` });

  const turn = chat.say(`files ${ids.slice(0, 5).join(' ')}`);
  await eventually(() => askedOfDefender().length === 4 + 1 && chat.emulator.underWay().length === 1);
  await clock.advance(45_000);

  const text = lines(await turn);
  expect(text).toContain(`${ids[3] ?? ''}: Defender did not answer.`);
  expect(text).toContain('SHA-256');
});

test.each([
  ['alert', 'At most 50 alerts at once; these are 51.'],
  ['files', 'At most 50 alerts at once; these are 51.'],
])('%s: more than fifty are refused, and nothing is asked', async (command, words) => {
  const text = lines(await chat.say(`${command} ${[...fifty(), 'da000000000000000007_7'].join(' ')}`));

  expect(text).toContain(words);
  expect(askedOfDefender()).toEqual([]);
});

test('an id that was given twice, in whatever letter case, is one', async () => {
  const text = lines(await chat.say('files da000000000000000001_1 DA000000000000000001_1 da000000000000000002_2'));

  expect(text).toContain('None of the 2 alerts could be read');
});
