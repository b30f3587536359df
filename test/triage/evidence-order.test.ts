import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inOrder, kindOf } from '../../src/triage/evidence-order.ts';
import { evidence, other, process } from '../cards/alert-views.ts';

function read(items: Parameters<typeof inOrder>[0]): readonly string[] {
  return inOrder(items).map(({ evidence: one, depth }) => `${depth} ${one.fileName ?? one.entityType ?? ''}`);
}

test('processes come first, then files, users, addresses, URLs, the registry, and whatever else there is', () => {
  const types = ['Mailbox', 'RegistryValue', 'Url', 'Ip', 'User'].map((type) => other(type));

  expect(read([...types, evidence(), process(1, undefined)])).toEqual([
    ...['0 p1.exe', '0 kms.exe', '0 User', '0 Ip', '0 Url', '0 RegistryValue', '0 Mailbox'],
  ]);
});

test('a process stands below the one that started it, siblings in the order of their start', () => {
  expect(read([process(4, 1), process(3, 2), process(2, 1), process(1, 900)])).toEqual([
    ...['0 p1.exe', '1 p2.exe', '2 p3.exe', '1 p4.exe'],
  ]);
});

test('what is the same is there once; a file elsewhere stands with the first of its hash', () => {
  const again = evidence({ createdAt: new Date(0) });
  const elsewhere = evidence({ fileName: 'other.exe' });

  expect(inOrder([evidence(), again, elsewhere])).toEqual([{ evidence: evidence(), depth: 0, elsewhere: [elsewhere] }]);
});

test('files are in the order of what became of them, of each hash the worst; processes keep theirs', () => {
  const statuses = [undefined, 'Prevented', 'Blocked', 'Detected', 'remediated', 'Active'];
  const files = statuses.map((detectionStatus, i) =>
    evidence({ fileName: detectionStatus ?? 'none', detectionStatus, sha256: String(i).padStart(64, '0') }),
  );
  const worse = evidence({ fileName: 'worse', detectionStatus: 'Detected', sha256: '1'.padStart(64, '0') });
  const processes = [process(1, undefined, { detectionStatus: 'Blocked' }), process(2, undefined)];

  expect(read([...files, worse, ...processes])).toEqual([
    ...['0 p1.exe', '0 p2.exe'],
    ...['0 Active', '0 Detected', '0 worse', '0 Blocked', '0 remediated', '0 none'],
  ]);
});

test('files without a hash are each a piece', () => {
  const nameless = { sha256: undefined, sha1: undefined };

  expect(read([evidence(nameless), evidence({ ...nameless, fileName: 'b.exe' })])).toEqual(['0 kms.exe', '0 b.exe']);
});

test('processes that started each other are there all the same', () => {
  expect(read([process(2, 1), process(1, 2), process(3, 3)])).toEqual(['0 p1.exe', '1 p2.exe', '0 p3.exe']);
});

test('whatever ids say of each other, each process is there once', () => {
  const id = fc.option(fc.nat({ max: 6 }), { nil: undefined });
  fc.assert(
    fc.property(fc.array(fc.tuple(id, id), { maxLength: 20 }), (ids) => {
      const items = ids.map(([processId, parent], i) =>
        process(i, parent, processId === undefined ? { processId } : { processId }),
      );

      const ordered = inOrder(items).map(({ evidence: one }) => one);

      expect(new Set(ordered)).toEqual(new Set(items));
      expect(ordered).toHaveLength(items.length);
    }),
  );
});

test('a chain of ten thousand processes is no trouble', () => {
  const chain = Array.from({ length: 10_000 }, (_, i) => process(i + 1, i));

  expect(inOrder(chain).at(-1)?.depth).toBe(9_999);
});

test.each([
  ['Process', 'process'],
  ['file', 'file'],
  ['RegistryKey', 'registry'],
  ['constructor', 'other'],
  [undefined, 'other'],
])('%s is of the kind %s', (entityType, kind) => {
  expect(kindOf({ entityType })).toBe(kind);
});
