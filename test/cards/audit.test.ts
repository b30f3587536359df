import { expect, test } from '@jest/globals';
import { auditCard, type AuditView } from '../../src/cards/audit.ts';
import { complaints, linesOf, sent, titlesOf } from './reading.ts';
import { alertId, auditEntry, reader } from './views.ts';

function card(parts: Partial<AuditView> = {}): ReturnType<typeof auditCard> {
  return auditCard({
    ...{ of: '', entries: [auditEntry()], page: 1, hasNext: false, words: [], from: 17, reader, ...parts },
  });
}

test('tells of each command who, when, what and how it went', () => {
  expect(linesOf(card())).toEqual([
    'What I was asked, the newest first',
    '14:02:22 UTC · Alex Wilber',
    `files ${alertId}`,
    'answered · 3 calls · 412 ms · reference 1a2b3c4d',
    '22222222-aaaa-bbbb-cccc-0123456789ab · typed in a channel',
    'record 17 · as of 14:03:22 UTC',
  ]);
  expect(complaints(card())).toEqual([]);
});

test('tells why something was refused, and what is not known', () => {
  const { who, where } = auditEntry().record;
  const entry = auditEntry({
    ...{ outcome: 'refused', why: 'UsageError', command: undefined, ids: [], request: 'pressed' },
    ...{ who: { ...who, objectId: undefined }, where: { ...where, kind: 'personal', isPersonal: true } },
  });

  const text = linesOf(card({ entries: [entry] })).join('\n');

  expect(text).toContain('not understood');
  expect(text).toContain('refused: UsageError');
  expect(text).toContain('no object id · pressed in a personal chat · answered personally');
});

test('tells how many ids it leaves out', () => {
  const ids = Array.from({ length: 7 }, (_, i) => `da${i}`);

  expect(linesOf(card({ entries: [auditEntry({ ids })] }))).toContain('files da0 da1 da2 · 4 more');
});

test('turns pages of the same commands, as they were when the first was shown', () => {
  const second = card({ page: 2, hasNext: true, words: ['user', 'Alex'], from: 99 });

  expect(titlesOf(second)).toEqual(['Older', 'Newer', 'Refresh']);
  expect(sent(second, 'Older')).toBe('audit user Alex from 99 page 3');
  expect(sent(second, 'Newer')).toBe('audit user Alex from 99 page 1');
  expect(sent(second, 'Refresh')).toBe('audit user Alex');
  expect(titlesOf(card())).toEqual(['Refresh']);
});

test('says so where nothing is recorded', () => {
  expect(linesOf(card({ of: 'about da1', entries: [] }))[0]).toBe('What I was asked, about da1: nothing is recorded');
});
