/** Evidence whose time is up, on a clock that moves when told. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createEvidenceCards } from '../../src/bot/evidence-cards.ts';
import { createEvidenceSweep, sweep, type EvidenceSweep } from '../../src/bot/evidence-sweep.ts';
import { createShown } from '../../src/bot/shown.ts';
import type { Evidence, ShownEvidence } from '../../src/state/evidence.ts';
import type { State } from '../../src/state/state.ts';
import { databaseFile, type DatabaseFile } from '../state/database-file.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;

let database: DatabaseFile;
let clock: ManualClock;
let state: State;
let evidence: Evidence;
let running: EvidenceSweep;
let edited: string[];
let logged: string[];
/** What becomes of an edit. */
let taken: () => Promise<void>;

beforeEach(async () => {
  database = await databaseFile();
  clock = manualClock();
  [edited, logged] = [[], []];
  taken = () => Promise.resolve();
  await open();
});

afterEach(async () => {
  await running.stop();
  await database.remove();
});

async function open(): Promise<void> {
  state = await database.open();
  ({ evidence } = state);
}

function start({ ttlHours }: { readonly ttlHours: number | undefined } = { ttlHours: 1 }): void {
  const note = (fields: object, text: string): void => void logged.push(`${text} ${JSON.stringify(fields)}`);
  const log = { info: () => undefined, warn: note, error: note };
  const ttlMs = ttlHours === undefined ? undefined : ttlHours * hourMs;
  const cards = createEvidenceCards({ evidence, shown: createShown(clock), ttlMs, clock, log });
  running = createEvidenceSweep({
    ...{ evidence, cards, ttlHours, clock, log },
    async edit({ serviceUrl, conversationId, messageId }, message) {
      const summary = 'content' in message ? message.summary : message.text;
      edited.push([serviceUrl, conversationId, messageId, summary].join(' '));
      await taken();
    },
  });
  running.start();
}

async function shown(messageId = 'm1'): Promise<ShownEvidence> {
  const one = {
    ...{ conversationId: '19:room', messageId, serviceUrl: 'https://smba.example/teams/', personId: '29:ana' },
    ...{ objectId: undefined, personName: 'Ana', subject: 'result x 0', what: 'output of x', sha256: 'a'.repeat(64) },
    shownAt: clock.now(),
  };
  await evidence.remember(one);
  return one;
}

const tombstone = (messageId = 'm1'): string => `https://smba.example/teams/ 19:room ${messageId} Removed: output of x`;

test('a card becomes a tombstone in its place when its time is up, and not before', async () => {
  const one = await shown();
  start();
  await clock.advance(hourMs - 1);
  expect(edited).toEqual([]);

  await clock.advance(minuteMs);

  expect(edited).toEqual([tombstone()]);
  expect(await evidence.find(one)).toMatchObject({ removed: { by: 'time' } });
  await clock.advance(hourMs);
  expect(edited).toHaveLength(1);
});

test('what became due while no process ran is removed at the start of the next', async () => {
  await shown();
  start();
  await clock.advance(0);
  await running.stop();
  await state.close();
  await clock.advance(5 * hourMs);

  await open();
  start();
  await clock.advance(0);

  expect(edited).toEqual([tombstone()]);
});

test('a card that somebody removed is left alone', async () => {
  const one = await shown();
  await evidence.setRemoved(one, 'person', clock.now());
  start();
  await clock.advance(2 * hourMs);

  expect(edited).toEqual([]);
});

test('a message that is gone is forgotten', async () => {
  const one = await shown();
  taken = () => Promise.reject(Object.assign(new Error('404'), { status: 404 }));
  start();
  await clock.advance(hourMs + minuteMs);

  expect(await evidence.find(one)).toBeUndefined();
  await clock.advance(hourMs);
  expect(edited).toHaveLength(1);
});

describe('what Teams does not take', () => {
  test('is tried again with growing gaps, also over a restart, until it is taken', async () => {
    const at: number[] = [];
    const shownAt = clock.now();
    await shown();
    taken = () => {
      at.push((clock.now() - shownAt - hourMs) / minuteMs);
      return at.length < 6 ? Promise.reject(new Error('503')) : Promise.resolve();
    };
    start();
    await clock.advance(hourMs + 20 * minuteMs);
    await running.stop();
    start();
    await clock.advance(3 * hourMs);

    expect(at).toEqual([0, 2, 6, 14, 30, 62]);
    expect(logged.filter((line) => line.startsWith('evidence was not removed'))).toHaveLength(5);
  });

  test('waits six hours at the most, and is given up a month after its time', async () => {
    let lastAt = 0;
    let longestGapMs = 0;
    const one = await shown();
    taken = () => {
      if (lastAt > 0) longestGapMs = Math.max(longestGapMs, clock.now() - lastAt);
      lastAt = clock.now();
      return Promise.reject(new Error('403'));
    };
    start();
    for (let hours = 0; hours < 31 * 24; hours += 1) await clock.advance(hourMs);

    expect(longestGapMs).toBe(sweep.maxGapMs);
    expect(lastAt - one.shownAt).toBeLessThanOrEqual(hourMs + sweep.keptMs);
    expect(await evidence.find(one)).toBeUndefined();
  }, 60_000);

  test('holds up no other card', async () => {
    await shown('m1');
    await shown('m2');
    taken = () => (edited.at(-1)?.includes(' m1 ') === true ? Promise.reject(new Error('503')) : Promise.resolve());
    start();
    await clock.advance(hourMs);

    expect(edited).toEqual([tombstone('m1'), tombstone('m2')]);
  });
});

test('many at once go in parts', async () => {
  for (let n = 0; n < 2 * sweep.atOnce + 1; n += 1) await shown(`m${n}`);
  await clock.advance(hourMs);
  const counts: number[] = [];
  start();
  for (let minute = 0; minute < 4; minute += 1) {
    await clock.advance(minute === 0 ? 0 : sweep.everyMs);
    counts.push(edited.length);
  }

  expect(counts).toEqual([sweep.atOnce, 2 * sweep.atOnce, 2 * sweep.atOnce + 1, 2 * sweep.atOnce + 1]);
});

test('where there is no such time it stands, and is forgotten after a month', async () => {
  const one = await shown();
  start({ ttlHours: undefined });
  await clock.advance(sweep.everyMs);
  await running.stop();
  expect(await evidence.find(one)).toBeDefined();
  await clock.advance(sweep.keptMs);

  start({ ttlHours: undefined });
  await clock.advance(0);

  expect(edited).toEqual([]);
  expect(await evidence.find(one)).toBeUndefined();
});

test('a state that does not answer once is looked through again', async () => {
  await shown();
  const real = { ...evidence };
  evidence.due = () => Promise.reject(new RangeError('busy'));
  start();
  await clock.advance(hourMs);
  evidence.due = (of) => real.due(of);
  await clock.advance(sweep.everyMs);

  expect(logged.join()).toContain('could not be looked through');
  expect(edited).toEqual([tombstone()]);
});

test('a stop waits for the edit that is under way, and leaves nothing that sleeps', async () => {
  const one = await shown();
  const edit = Promise.withResolvers<undefined>();
  taken = () => edit.promise;
  start();
  await clock.advance(hourMs);
  const stopped = running.stop();
  edit.resolve(undefined);
  await stopped;

  expect(await evidence.find(one)).toMatchObject({ removed: { by: 'time' } });
  expect(clock.sleepers).toBe(0);
});
