import { expect, test } from '@jest/globals';
import { named } from '../../../src/defender/questions/machine-name.ts';
import { machineFrom } from '../../../src/defender/wire/machine.ts';

const machine = (id: string, computerDnsName: string | null, lastSeen: string) =>
  machineFrom({ id, computerDnsName, lastSeen }, () => undefined);

const items = [
  machine('twin', 'LAPTOP-04.contoso.example', '2026-10-01T00:00:00Z'),
  machine('longer', 'laptop-042', '2026-11-24T00:00:00Z'),
  machine('fresh', 'laptop-04', '2026-11-23T00:00:00Z'),
  machine('unnamed', null, '2026-11-22T00:00:00Z'),
];

test('who bears a name comes before who only begins with it, and the latest first', () => {
  const { exact, similar, isComplete } = named('Laptop-04', { items, total: 4, isComplete: true, unreadable: 0 });

  expect(exact.map(({ id }) => id)).toEqual(['fresh', 'twin']);
  expect(similar.map(({ id }) => id)).toEqual(['longer', 'unnamed']);
  expect(isComplete).toBe(true);
});
