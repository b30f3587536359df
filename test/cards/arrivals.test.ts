import { describe, expect, test } from '@jest/globals';
import { arrivalsCard, maxArrivals } from '../../src/cards/arrivals.ts';
import { arrivalsView, onItBy } from './list-views.ts';
import { complaints, linesOf, sent, titlesOf } from './reading.ts';
import { ago, alert, alertId } from './views.ts';

const nobody = { onIt: undefined };

test('one alert is read from where and how bad, with what to do', () => {
  const shown = arrivalsCard(arrivalsView({ arrivals: [{ alert: alert({ title: 'A hack tool' }), ...nobody }] }));

  expect(linesOf(shown)).toEqual([
    'New alert on LAPTOP-042: High',
    'A hack tool',
    'High · New · unassigned · LAPTOP-042 · 2 h ago',
    'subscribed by Alex Wilber · as of 14:03:22 UTC',
  ]);
  expect(shown.summary).toBe('New alert on LAPTOP-042: High');
  expect(sent(shown, 'I’m on it')).toBe(`on-it ${alertId}`);
  expect(titlesOf(shown)).toEqual(['Alert A hack tool', 'Alert', 'I’m on it']);
  expect(complaints(shown)).toEqual([]);
});

describe('it is grey', () => {
  test.each([
    ['when it is assigned', { alert: alert({ assignedTo: 'ana@contoso.example' }), ...nobody }],
    ['when it is resolved', { alert: alert({ status: 'Resolved' }), ...nobody }],
    ['when somebody is on it', { alert: alert(), onIt: onItBy }],
  ])('%s', (_, arrival) => {
    const { content } = arrivalsCard(arrivalsView({ arrivals: [arrival] }));

    expect(JSON.stringify(content)).toContain('"style":"default"');
    expect(JSON.stringify(content)).not.toContain('"isSubtle":false');
  });

  test('and of several only what is seen to, the heading last', () => {
    const arrivals = [
      { alert: alert({ id: 'da1_1', status: 'Resolved' }), ...nobody },
      { alert: alert({ id: 'da1_2' }), ...nobody },
    ];

    const { content } = arrivalsCard(arrivalsView({ arrivals }));

    expect(JSON.stringify(content).match(/"isSubtle":false/g)).toHaveLength(3); // heading, title and state of the second
  });
});

test('many are counted by severity, ten are rows, and all of them are one press away', () => {
  const alerts = Array.from({ length: 60 }, (_, i) => alert({ id: `da1_${i}` }));
  const arrivals = alerts.slice(0, maxArrivals).map((one) => ({ alert: one, ...nobody }));

  const shown = arrivalsCard(arrivalsView({ arrivals, all: alerts, incidentId: 2451 }));

  expect(linesOf(shown)[0]).toBe('60 new alerts of incident 2451: 60 High');
  expect(linesOf(shown)).toContain('and 50 more');
  expect(sent(shown, 'Worst 50')?.split(' ')).toHaveLength(51);
  expect(sent(shown, 'I’m on it')).toBe('on-it incident 2451');
  expect(complaints(shown)).toEqual([]);
});

describe('heading, rows and hints count the same', () => {
  test.each([
    [1, 0, 'New alert on LAPTOP-042: High', []],
    [1, 1, 'New alert: High', ['It could not be read.']],
    [2, 0, '2 new alerts: 2 High', []],
    [3, 1, '3 new alerts: 3 High', ['1 of them could not be read.']],
    [11, 0, '11 new alerts: 11 High', ['and 1 more']],
    [11, 2, '11 new alerts: 11 High', ['and 1 more', '2 of them could not be read.']],
    [200, 0, '200 new alerts: 200 High', ['and 190 more']],
    [1_200, 10, '1,200 new alerts: 1,200 High', ['and 1,190 more', '10 of them could not be read.']],
  ])('of %i alerts, %i of them unreadable', (n, unread, heading, hints) => {
    const all = Array.from({ length: n }, (_, i) => alert({ id: `da1_${i}`, title: 'A hack tool' }));
    const arrivals = all.slice(0, Math.min(n, maxArrivals) - unread).map((one) => ({ alert: one, ...nobody }));

    const shown = arrivalsCard(arrivalsView({ arrivals, all, unread }));

    const lines = linesOf(shown);
    expect(lines[0]).toBe(heading);
    expect(lines.filter((line) => line === 'A hack tool')).toHaveLength(arrivals.length);
    expect(lines.filter((line) => /^and |could not be read/.test(line))).toEqual(hints);
    expect(complaints(shown)).toEqual([]);
  });

  test('and one that could not be read is a press away all the same', () => {
    const shown = arrivalsCard(arrivalsView({ arrivals: [], all: [alert()], unread: 1 }));

    expect(titlesOf(shown)).toEqual(['Alert', 'I’m on it']);
    expect(sent(shown, 'Alert')).toBe(`alert ${alertId}`);
  });
});

test('what came in a gap says so, and whether it is all', () => {
  const shown = [true, false].map((isComplete) =>
    linesOf(arrivalsCard(arrivalsView({ gap: { from: ago(7_200), isComplete } }))),
  );

  expect(shown[0]).toContain('They were created since 12:03 UTC, while I did not look.');
  expect(shown[1]).toContain(
    'They were created since 12:03 UTC. There were more than I can read at once: alerts lists the newest.',
  );
});

test('titles of any length fit', () => {
  const long = alert({ title: '"'.repeat(5_000), assignedTo: '"'.repeat(500), severity: '"'.repeat(500) });
  const arrivals = Array.from({ length: maxArrivals }, () => ({ alert: long, onIt: onItBy }));

  expect(complaints(arrivalsCard(arrivalsView({ arrivals })))).toEqual([]);
});
