import { expect, test } from '@jest/globals';
import { tombstoneCard, type TombstoneView } from '../../src/cards/tombstone.ts';
import { complaints, linesOf, titlesOf } from './reading.ts';
import { actionId, ago, now, sha256 } from './views.ts';

const what = `output of command 1 of 2 (index 0) of action ${actionId}`;

function card(parts: Partial<TombstoneView> = {}) {
  return tombstoneCard({
    shown: { what, personName: 'Alex Wilber', at: ago(3_600), sha256 },
    removal: { by: 'person', personName: 'Ana Admin' },
    removedAt: now,
    ...parts,
  });
}

test('what it was, when it was shown and for whom, its sum, and who removed it when', () => {
  expect(linesOf(card())).toEqual([
    `Removed: ${what}`,
    'shown for Alex Wilber, 2026-11-24 13:03:22 UTC',
    'removed by Ana Admin, 2026-11-24 14:03:22 UTC',
    `SHA-256 ${sha256}`,
  ]);
  expect(card().summary).toBe(`Removed: ${what}`);
  expect(titlesOf(card())).toEqual([]);
  expect(complaints(card())).toEqual([]);
});

test.each([
  [1, 'removed by itself after 1 hour, 2026-11-24 14:03:22 UTC'],
  [8_760, 'removed by itself after 8,760 hours, 2026-11-24 14:03:22 UTC'],
])('after %d hours, that it went by itself', (afterHours, line) => {
  expect(linesOf(card({ removal: { by: 'time', afterHours } }))).toContain(line);
});

test('of a card that nobody remembers, who removed it', () => {
  expect(linesOf(card({ shown: undefined }))).toEqual([
    'Removed: what a device gave',
    'removed by Ana Admin, 2026-11-24 14:03:22 UTC',
  ]);
});

test('of what was removed before all of it was read, no sum', () => {
  expect(linesOf(card({ shown: { what, personName: 'Alex Wilber', at: ago(3_600), sha256: '' } }))).toEqual([
    `Removed: ${what}`,
    'shown for Alex Wilber, 2026-11-24 13:03:22 UTC',
    'removed by Ana Admin, 2026-11-24 14:03:22 UTC',
  ]);
});

test('names deceive nobody, and are not in the notification', () => {
  const name = '**[Ana](https://evil.example)**\u202E\n'.repeat(50);
  const hostile = card({
    shown: { what, personName: name, at: now, sha256 },
    removal: { by: 'person', personName: name },
  });

  expect(complaints(hostile)).toEqual([]);
  expect(JSON.stringify(hostile.content)).not.toContain('\u202E');
  expect(hostile.summary).not.toContain('evil');
});
