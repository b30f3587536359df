import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseFilter } from '../../emulator/odata/filter.ts';
import { allOf, anyOf, equal, isIn, queryText, since, startsWith } from '../../src/defender/odata.ts';

const properties = { computerDnsName: 'text', id: 'text', incidentId: 'number', assignedTo: 'text' } as const;

/** Any text that may be asked for, quotes and words of the language above all. */
const value = fc
  .array(
    fc.oneof(fc.constantFrom("'", "''", ' or ', ' eq ', '(', ')', ',', '%27', '&$top=1', '#', 'ä', '😀'), fc.string()),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(''))
  .filter((text) => text.length <= 256 && !/\p{Cc}/u.test(text));

/** As a server reads it: the query taken apart, then the filter parsed. */
function asRead(filter: { readonly odata: string }): (entity: Readonly<Record<string, string | number>>) => boolean {
  const query = new URLSearchParams(queryText({ filter, top: 5 }).slice(1));
  expect([...query.keys()]).toEqual(['$filter', '$top']);
  return parseFilter(query.get('$filter') ?? '', properties);
}

describe('a value', () => {
  test('is a value whatever it holds: the filter finds it and nothing else', () => {
    fc.assert(
      fc.property(value, value, (wanted, other) => {
        const finds = asRead(equal('computerDnsName', wanted));

        expect(finds({ computerDnsName: wanted })).toBe(true);
        expect(finds({ computerDnsName: other })).toBe(other === wanted);
      }),
    );
  });

  test('is one of a list whatever the others hold', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), value, (wanted, other) => {
        const finds = asRead(isIn('id', wanted));

        expect(wanted.map((id) => finds({ id }))).toEqual(wanted.map(() => true));
        expect(finds({ id: other })).toBe(wanted.includes(other));
      }),
    );
  });

  test('is a beginning whatever it holds', () => {
    fc.assert(
      fc.property(value, (prefix) => {
        expect(asRead(startsWith('computerDnsName', prefix))({ computerDnsName: `${prefix}x` })).toBe(true);
      }),
    );
  });

  test('with half a character is sent without it', () => {
    expect(queryText({ filter: equal('id', 'a\uD83D') })).toBe("?$filter=id%20eq%20'a%EF%BF%BD'");
  });

  test.each(['a\nb', '\0', 'a\u0085', 'x'.repeat(257)])('that no name can be is rejected (%#)', (text) => {
    expect(() => equal('id', text)).toThrow(expect.objectContaining({ kind: 'rejected' }));
    expect(() => isIn('id', ['a', text])).toThrow(expect.objectContaining({ kind: 'rejected' }));
  });

  test.each([Number.NaN, 1.5, Infinity, 1e21])('that is no whole number is rejected: %d', (number) => {
    expect(() => equal('incidentId', number)).toThrow(expect.objectContaining({ kind: 'rejected' }));
  });
});

describe('a query', () => {
  test.each([
    [equal('assignedTo', "o'hara@contoso.example"), "assignedTo eq 'o''hara@contoso.example'"],
    [equal('assignedTo', undefined), 'assignedTo eq null'],
    [equal('incidentId', 1126093), 'incidentId eq 1126093'],
    [isIn('id', ['a', 'b']), "id in ('a','b')"],
    [
      since('creationDateTimeUtc', new Date('2026-11-24T14:03:22.5Z')),
      'creationDateTimeUtc ge 2026-11-24T14:03:22.500Z',
    ],
    [anyOf([equal('id', 'a')]), "id eq 'a'"],
    [
      allOf([anyOf([equal('id', 'a'), equal('id', 'b')]), undefined, equal('incidentId', 1)]),
      "(id eq 'a' or id eq 'b') and incidentId eq 1",
    ],
    [allOf([undefined, anyOf([])]), undefined],
  ])('filters as the documentation writes it (%#)', (filter, expected) => {
    expect(filter?.odata).toBe(expected);
  });

  test('is encoded, in one order, and empty where nothing is asked', () => {
    expect(queryText({})).toBe('');
    expect(
      queryText({ filter: equal('id', 'a b'), expand: 'evidence', newestBy: 'alertCreationTime', top: 5, count: true }),
    ).toBe("?$filter=id%20eq%20'a%20b'&$expand=evidence&$orderby=alertCreationTime%20desc&$top=5&$count=true");
  });
});
