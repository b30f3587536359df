import { expect, test } from '@jest/globals';
import { alertsCard } from '../../src/cards/alerts.ts';
import { alertsOf, alertsView, evidence } from './alert-views.ts';
import { complaints, linesOf, sent, titlesOf } from './reading.ts';
import { alert, alertId } from './views.ts';

const two = [alert({ title: 'A tool' }), alert({ id: 'b_12345', title: 'A lure', severity: 'Low', assignedTo: 'ana' })];

test('a list says how many and how bad, then each alert with what is to be done about it', () => {
  const shown = alertsCard(alertsView({ alerts: two, total: 2, asked: 'unassigned' }));

  expect(linesOf(shown)).toEqual([
    '2 alerts: 1 High, 1 Low',
    'unassigned',
    'A tool',
    'High · New · unassigned · LAPTOP-042 · 2 h ago',
    alertId,
    'A lure',
    'Low · New · assigned to ana · LAPTOP-042 · 2 h ago',
    'b_12345',
    'as of 14:03:22 UTC',
  ]);
  expect(shown.summary).toBe('2 alerts: 1 High, 1 Low');
  expect(sent(shown, 'Alert')).toBe(`alert ${alertId}`);
  expect(complaints(shown)).toEqual([]);
});

test.each([
  [1, 1, '1 alert: 1 High'],
  [3, 3, '3 alerts: 3 High'],
  [20, 2_140, 'The newest 20 of 2,140 alerts: 20 High'],
  [20, undefined, 'The newest 20 alerts: 20 High'],
])('%d of %s alerts', (shown, total, finding) => {
  expect(linesOf(alertsCard(alertsView({ alerts: alertsOf(shown), total })))[0]).toBe(finding);
});

test('where the evidence is known, a row says whether it was stopped', () => {
  const alerts = [alert({ evidence: [evidence()] })];

  expect(linesOf(alertsCard(alertsView({ alerts })))).toContain('prevented');
});

test('the pages of a list are asked for with the same words', () => {
  const shown = alertsCard(
    alertsView({ alerts: alertsOf(12), page: 2, askedAs: { command: 'alerts', words: ['high', '12'] } }),
  );

  expect(sent(shown, 'Next 2')).toBe('alerts high 12 page 3');
  expect(sent(shown, 'Previous 5')).toBe('alerts high 12 page 1');
  expect(sent(shown, 'Refresh')).toBe('alerts high 12 page 2');
  expect(linesOf(shown).at(-1)).toBe('alerts 6-10 of 12 · as of 14:03:22 UTC');
});

test('alerts that were asked for lead to their files, as many as files takes', () => {
  const few = alertsCard(alertsView({ alerts: two, order: 'worst' }));
  const many = alertsCard(alertsView({ alerts: alertsOf(51), order: 'worst' }));

  expect(sent(few, 'Files')).toBe(`files ${alertId} b_12345`);
  expect(titlesOf(many)).not.toContain('Files');
});

test('what could not be read stands apart, with its reason', () => {
  const failures = [{ alertId: 'c_12345', reason: 'Defender knows no such alert.' }];

  const some = alertsCard(alertsView({ alerts: two, failures, order: 'worst' }));
  const none = alertsCard(alertsView({ alerts: [], failures, order: 'worst' }));

  expect(linesOf(some).slice(0, 2)).toEqual(['2 of 3 alerts: 1 High, 1 Low', 'c_12345: Defender knows no such alert.']);
  expect(linesOf(none)[0]).toBe('None of the 1 alerts could be read');
});

test('one reason that holds for many is said once, with all of them', () => {
  const failures = [
    { alertId: 'c_12345', reason: 'Defender knows no such alert.' },
    { alertId: 'd_12345', reason: 'Defender did not answer.' },
    { alertId: 'e_12345', reason: 'Defender knows no such alert.' },
  ];

  const shown = linesOf(alertsCard(alertsView({ alerts: two, failures, order: 'worst' })));

  expect(shown.slice(1, 3)).toEqual([
    '2 alerts: Defender knows no such alert. c_12345, e_12345',
    'd_12345: Defender did not answer.',
  ]);
});

test('a list of nothing says what would help', () => {
  const asked = alertsCard(alertsView({ alerts: [], total: 0, asked: 'High' }));
  const all = alertsCard(alertsView({ alerts: [], total: 0 }));

  expect(linesOf(asked)).toContain('Nothing fits all that you asked for. Leave a word out to see more.');
  expect(sent(asked, 'All alerts')).toBe('alerts');
  expect(linesOf(all)).toContain('Defender has no alerts that this bot may see.');
  expect(titlesOf(all)).not.toContain('All alerts');
});

test('an id that is none of Defender’s stands on no button', () => {
  expect(titlesOf(alertsCard(alertsView({ alerts: [alert({ id: 'x y' })] })))).toEqual(['Refresh']);
});

test('a row says who is on it, and where nobody knows the card says so once', () => {
  const onIt = new Map([[alertId, { personName: 'Alex Wilber', of: 'alert' }]] as const);

  const known = linesOf(alertsCard(alertsView({ onIt })));
  const unknown = linesOf(alertsCard(alertsView({ onIt: undefined })));

  expect(known).toContain('High · New · unassigned · LAPTOP-042 · 2 h ago · Alex Wilber is on it');
  expect(unknown.filter((line) => line.startsWith('Who is on it I cannot say now'))).toHaveLength(1);
});
