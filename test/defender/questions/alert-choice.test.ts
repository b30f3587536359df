/** The two ways to choose, by Defender's filter and by our own eyes, choose the same. */

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseFilter } from '../../../emulator/odata/filter.ts';
import { chosen, filterOf, type AlertChoice } from '../../../src/defender/questions/alert-choice.ts';
import { alertFrom } from '../../../src/defender/wire/alert.ts';

const severity = fc.constantFrom('High', 'Medium', 'Low');
const status = fc.constantFrom('New', 'InProgress', 'Resolved');
const person = fc.constantFrom('a@contoso.example', 'b@contoso.example');
const time = fc.constantFrom('2026-11-24T01:00:00Z', '2026-11-24T02:00:00.5Z', '2026-11-24T03:00:00Z');

const body = fc.record({
  id: fc.uuid(),
  severity,
  status,
  assignedTo: fc.option(person),
  incidentId: fc.option(fc.nat({ max: 2 })),
  alertCreationTime: time,
});
const choice: fc.Arbitrary<AlertChoice> = fc.record(
  {
    severities: fc.uniqueArray(severity),
    statuses: fc.uniqueArray(status),
    assignedTo: fc.oneof(
      fc.constant('nobody' as const),
      person.map((upn) => ({ upn })),
    ),
    incidentId: fc.nat({ max: 2 }),
    createdSince: time.map((text) => new Date(text)),
  },
  { requiredKeys: [] },
);
const properties = {
  severity: 'text',
  status: 'text',
  assignedTo: 'text',
  incidentId: 'number',
  alertCreationTime: 'time',
} as const;

const listed = (bodies: readonly object[]) => ({
  items: bodies.map((one) => alertFrom(one, () => undefined)),
  total: undefined,
  isComplete: true,
  unreadable: 0,
});

describe('a choice', () => {
  test('means the same as a filter and among alerts that were read', () => {
    fc.assert(
      fc.property(fc.array(body, { maxLength: 20 }), choice, (bodies, wanted) => {
        const filter = filterOf(wanted);
        const matches = filter === undefined ? () => true : parseFilter(filter.odata, properties);

        const { items, total } = chosen(listed(bodies), wanted);

        expect(new Set(items.map(({ id }) => id))).toEqual(new Set(bodies.filter(matches).map(({ id }) => id)));
        expect(total).toBe(items.length);
      }),
    );
  });

  test('of nothing chooses all', () => {
    expect(filterOf({})).toBeUndefined();
    expect(filterOf({ severities: [], statuses: [] })).toBeUndefined();
  });

  test('of the newest few says how many there are', () => {
    const bodies = ['01', '03', '02'].map((hour) => ({ id: hour, alertCreationTime: `2026-11-24T${hour}:00:00Z` }));

    const { items, ...rest } = chosen(listed(bodies), { top: 2 });

    expect(items.map(({ id }) => id)).toEqual(['03', '02']);
    expect(rest).toEqual({ total: 3, isComplete: false, unreadable: 0 });
  });

  test('among alerts that are not all does not count them', () => {
    const { total, isComplete } = chosen({ ...listed([{ id: 'a' }]), isComplete: false }, {});

    expect([total, isComplete]).toEqual([undefined, false]);
  });
});
