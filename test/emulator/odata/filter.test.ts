import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseFilter } from '../../../emulator/odata/filter.ts';
import type { PropertyKinds } from '../../../emulator/odata/properties.ts';
import { FilterError } from '../../../emulator/odata/tokens.ts';

const properties: PropertyKinds = { status: 'text', severity: 'text', incidentId: 'number', createdAt: 'time' };
const entity = { status: "can't say", severity: 'High', incidentId: 7, createdAt: '2026-11-24T10:00:00.1234567Z' };

describe('a filter', () => {
  test.each([
    ["severity eq 'High'", true],
    ["SEVERITY eq 'High'", true],
    ["severity eq 'high'", false],
    ["severity ne 'High'", false],
    ["status eq 'can''t say'", true],
    ['incidentId gt 6 and incidentId lt 8', true],
    ['incidentId ge 7 and incidentId le 7', true],
    ['incidentId gt 7', false],
    ['incidentId eq -7', false],
    ['createdAt ge 2026-11-24T10:00:00Z', true],
    ['createdAt lt 2026-11-24T12:00:00+02:00', false],
    ["severity in ('Low','High')", true],
    ["severity in ( 'Low' )", false],
    ["startswith(severity,'hi')", true],
    ["startswith(status, 'x')", false],
    ["not (severity eq 'High')", false],
    ["not startswith(severity,'x')", true],
    ["severity eq 'Low' or severity eq 'High' and incidentId eq 7", true],
    ["(severity eq 'Low' or severity eq 'High') and incidentId eq 8", false],
    ['status ne null', true],
    [" severity  eq  'High' ", true],
  ])('%s is %s', (filter, expected) => {
    expect(parseFilter(filter, properties)(entity)).toBe(expected);
  });

  test.each([
    ['incidentId eq null', true],
    ['incidentId ne null', false],
    ['incidentId gt 0', false],
    ['incidentId le 0', false],
    ["startswith(severity,'H')", false],
  ])('%s is %s where the property is absent', (filter, expected) => {
    expect(parseFilter(filter, properties)({})).toBe(expected);
  });

  test.each([
    '',
    'severity',
    'severity eq',
    "severity eq 'open",
    "severity == 'High'",
    "severity eq 'High' and",
    "severity eq 'High' severity",
    "(severity eq 'High'",
    "severity eq 'High')",
    'severity eq High',
    'severity eq 7',
    "incidentId eq '7'",
    'incidentId eq 7x',
    "createdAt gt '2026-11-24'",
    'createdAt gt 2026-13-45T10:00:00Z',
    "toString eq 'x'",
    "__proto__ eq 'x'",
    "severity constructor 'x'",
    'severity in ()',
    "contains(severity,'H')",
    "tags/any(t: t eq 'x')",
    'startswith(incidentId,7)',
    'startswith(severity,null)',
    `${'('.repeat(5000)}severity eq 'x'`,
    `${'not '.repeat(5000)}severity eq 'x'`,
  ])('is refused: %s', (filter) => {
    expect(() => parseFilter(filter, properties)).toThrow(FilterError);
  });

  test('is either understood or refused, whatever it is', () => {
    const word = fc.constantFrom(
      'severity',
      'eq',
      'and',
      'or',
      'not',
      'in',
      '(',
      ')',
      ',',
      "'x'",
      '7',
      'startswith',
      '"',
    );
    const filters = fc.oneof(
      fc.string(),
      fc.array(word).map((words) => words.join(' ')),
    );

    fc.assert(
      fc.property(filters, (filter) => {
        try {
          expect(typeof parseFilter(filter, properties)(entity)).toBe('boolean');
        } catch (error) {
          if (!(error instanceof FilterError)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('finds any text that is quoted by doubling its quotes', () => {
    fc.assert(
      fc.property(fc.string(), (status) => {
        const filter = `status eq '${status.replaceAll("'", "''")}'`;

        expect(parseFilter(filter, properties)({ status })).toBe(true);
      }),
    );
  });
});
