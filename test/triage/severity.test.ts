import { expect, test } from '@jest/globals';
import { bySeverity, worstFirst } from '../../src/triage/severity.ts';
import { ago, alert } from '../cards/views.ts';

const alerts = [
  alert({ id: 'silent', severity: undefined }),
  alert({ id: 'low', severity: 'Low' }),
  alert({ id: 'older', severity: 'High', createdAt: ago(90) }),
  alert({ id: 'timeless', severity: 'High', createdAt: undefined }),
  alert({ id: 'newer', severity: 'High', createdAt: ago(60) }),
  alert({ id: 'odd', severity: 'Critical' }),
];

test('the worst alert comes first, one of an unknown severity before all, of equals the newest', () => {
  expect(worstFirst(alerts).map(({ id }) => id)).toEqual(['odd', 'newer', 'older', 'timeless', 'low', 'silent']);
});

test('alerts are counted by severity, the worst first', () => {
  expect(bySeverity(alerts)).toEqual([
    { severity: 'Critical', alerts: 1 },
    { severity: 'High', alerts: 3 },
    { severity: 'Low', alerts: 1 },
    { severity: undefined, alerts: 1 },
  ]);
});
