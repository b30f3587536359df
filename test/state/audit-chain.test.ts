/** Whatever is done to a chain of records shows. */

import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonical, genesis, nextEntry, verifyChain } from '../../src/state/audit-chain.ts';
import { headIn, headWords, type AuditEntry, type AuditRecord } from '../../src/state/audit-record.ts';
import { auditRecordOf } from '../support/audit.ts';

function chainOf(records: readonly AuditRecord[]): readonly AuditEntry[] {
  return records.reduce<readonly AuditEntry[]>(
    (entries, record) => [...entries, nextEntry(entries.at(-1) ?? genesis, record)],
    [],
  );
}

async function* given<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* await Promise.resolve(items);
}

const five = chainOf(Array.from({ length: 5 }, (_, i) => auditRecordOf({ turnId: `turn${i}` })));
const [first, second, third, fourth, fifth] = five as readonly [
  AuditEntry,
  AuditEntry,
  AuditEntry,
  AuditEntry,
  AuditEntry,
]; // five were made

test('a chain that nobody touched is whole, and so is an empty one', async () => {
  expect(await verifyChain(given(five))).toEqual({ ok: true, head: { sequence: 5, hash: fifth.hash } });
  expect(await verifyChain(given<AuditEntry>([]))).toEqual({ ok: true, head: genesis });
});

const changed = { ...third, record: { ...third.record, command: 'help' } };
const forged = nextEntry(second, auditRecordOf({ turnId: 'forged' }));

test.each<[string, readonly AuditEntry[], number, string]>([
  ['is changed', [first, second, changed, fourth, fifth], 3, 'its hash is not that of what it says'],
  ['is taken out', [first, second, fourth, fifth], 4, 'it follows on 2'],
  ['is the first and taken out', [second, third, fourth, fifth], 2, 'it follows on 0'],
  ['changes places', [first, third, second, fourth, fifth], 3, 'it follows on 1'],
  ['is put in', [first, second, { ...forged, sequence: 2.5 }, third], 2.5, 'it follows on 2'],
  ['takes another’s place', [first, second, forged, fourth], 4, 'it does not name the hash'],
  ['is put before the first', [{ ...first, sequence: 0 }, ...five], 0, 'it follows on 0'],
])('a record that %s shows, by its number', async (_, entries, sequence, fault) => {
  expect(await verifyChain(given(entries))).toEqual({ ok: false, sequence, fault: expect.stringContaining(fault) });
});

describe('with a head that was noted', () => {
  test.each([first, third, fifth])('of record $sequence, a chain that goes on is whole', async (noted) => {
    expect(await verifyChain(given(five), [noted])).toMatchObject({ ok: true });
  });

  test('a tail that was cut shows, and without one it does not', async () => {
    const cut = [first, second, third];

    expect(await verifyChain(given(cut))).toMatchObject({ ok: true });
    expect(await verifyChain(given(cut), [fifth])).toEqual({
      ok: false,
      sequence: 4,
      fault: expect.stringContaining('its end was cut off'),
    });
  });

  test('a tail that was cut and made anew shows', async () => {
    const anew = [
      first,
      second,
      forged,
      nextEntry(forged, third.record),
      nextEntry(nextEntry(forged, third.record), fourth.record),
    ];

    expect(await verifyChain(given(anew), [fifth])).toEqual({
      ok: false,
      sequence: 5,
      fault: expect.stringContaining('was written anew'),
    });
  });
});

test('a hash is SHA-256 of the one before and the record, which anybody can compute from an export', () => {
  const { sequence, previous, hash, record } = first;
  const text = `${previous}\n${canonical(sequence, record)}`;

  expect(previous).toBe('0'.repeat(64));
  expect(canonical(sequence, record)).toBe(
    '[1,1795529002000,"turn0","22222222-aaaa-bbbb-cccc-0123456789ab","29:alex","Alex Wilber","channel","19:room","19:room;messageid=1",false,"typed","files",["636688558380765161_2136280442"],"allowed","answered",null,412,3,[]]',
  );
  expect(hash).toBe(createHash('sha256').update(text).digest('hex'));
});

const text = fc.string({ unit: 'binary', maxLength: 12 });
const record: fc.Arbitrary<AuditRecord> = fc.record({
  at: fc.nat(),
  turnId: text,
  who: fc.record({ objectId: fc.option(text, { nil: undefined }), teamsId: text, name: text }),
  where: fc.record({
    kind: text,
    roomId: text,
    conversationId: text,
    isPersonal: fc.boolean(),
    messageId: fc.option(text, { nil: undefined }),
  }),
  request: fc.constantFrom('typed', 'pressed'),
  command: fc.option(text, { nil: undefined }),
  ids: fc.array(text, { maxLength: 3 }),
  access: fc.constantFrom('allowed', 'refused', 'notAsked'),
  outcome: fc.constantFrom('answered', 'empty', 'partial', 'refused', 'failed'),
  why: fc.option(text, { nil: undefined }),
  durationMs: fc.nat(),
  calls: fc.nat(),
  correlationIds: fc.array(text, { maxLength: 3 }),
  finding: fc.option(text, { nil: undefined }),
});

test('what was kept later is hashed too, where there is any', () => {
  const [entry] = chainOf([auditRecordOf({ finding: 'kms.exe: detected' })]) as readonly [AuditEntry];

  expect(canonical(1, entry.record)).toMatch(/,\[\],"kms\.exe: detected",null\]$/);
});

test('of any records, no two that differ have one canonical form', () => {
  fc.assert(
    fc.property(record, record, (one, other) => {
      expect(canonical(1, one) === canonical(1, other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      expect(canonical(1, one)).not.toBe(canonical(2, one));
    }),
  );
});

test('of any records, a chain is whole, and is not with any of them changed or taken out but the last', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 2, maxLength: 8 }), fc.nat(), record, async (records, n, other) => {
      const chain = chainOf(records);
      const at = n % chain.length;
      const isSame = JSON.stringify(other) === JSON.stringify(records[at]);
      const replaced = chain.map((entry, i) => (i === at ? { ...entry, record: other } : entry));

      expect(await verifyChain(given(chain))).toMatchObject({ ok: true });
      expect(await verifyChain(given(replaced))).toMatchObject(isSame ? { ok: true } : { ok: false, sequence: at + 1 });
      expect((await verifyChain(given(chain.toSpliced(at, 1)), [chain.at(-1) ?? genesis])).ok).toBe(false);
    }),
  );
});

test('a head in words is the head again, and other words are none', () => {
  expect(headIn(headWords(third))).toEqual({ sequence: 3, hash: third.hash });
  for (const words of ['', '3', `3:${third.hash}0`, `x:${third.hash}`, `-1:${third.hash}`])
    expect(headIn(words)).toBeUndefined();
});
