import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { genesis, verifyChain } from '../../src/state/audit-chain.ts';
import { openState, type State } from '../../src/state/state.ts';
import { auditRecordOf } from '../support/audit.ts';
import { engines, type TestDatabase } from './engines.ts';

describe.each(engines)('on %s', (engine, create) => {
  let database: TestDatabase;
  let state: State;

  beforeEach(async () => {
    database = await create();
    state = await database.open();
  });

  afterEach(async () => {
    await database.remove();
  });

  async function append(...turnIds: readonly string[]): Promise<void> {
    for (const turnId of turnIds) await state.audit.append(auditRecordOf({ turnId }));
  }

  describe('the trail', () => {
    test('begins with nothing, and each record moves its head', async () => {
      expect(await state.audit.head()).toEqual(genesis);

      const head = await state.audit.append(auditRecordOf());

      expect(head.sequence).toBe(1);
      expect(await state.audit.head()).toEqual(head);
    });

    test('goes on over a restart', async () => {
      await append('one');
      await state.close();
      state = await database.open();
      await append('two');

      expect(await verifyChain(state.audit.entries())).toMatchObject({ ok: true, head: { sequence: 2 } });
    });

    test('is one chain, however many are added at once, and read in more steps than one', async () => {
      if (engine === 'SQLite') state = await openState({ file: ':memory:' }); // many, and quick
      await Promise.all(Array.from({ length: 600 }, (_, i) => append(`turn${i}`)));

      expect(await verifyChain(state.audit.entries(), [await state.audit.head()])).toMatchObject({
        ok: true,
        head: { sequence: 600 },
      });
      await state.close();
    });

    test('gives any record back as it fits its hash', async () => {
      const text = fc.string({ unit: 'binary', maxLength: 700 });
      const odd = fc.constantFrom('\0', '\uD800', 'a\uDC00', `${'x'.repeat(511)}\u{1F600}`, '"', '%_!');
      const any = fc.oneof(text, odd);
      await fc.assert(
        fc.asyncProperty(any, any, fc.array(any, { maxLength: 3 }), async (name, roomId, ids) => {
          const { who, where } = auditRecordOf();
          await state.audit.append(auditRecordOf({ who: { ...who, name }, where: { ...where, roomId }, ids }));
        }),
        { numRuns: 60 },
      );

      expect(await verifyChain(state.audit.entries(), [await state.audit.head()])).toMatchObject({ ok: true });
    });

    test('of which a record cannot be written has none of it, and its head stands where it stood', async () => {
      await append('one');
      const before = await state.audit.head();
      await database.raw('ALTER TABLE audit RENAME COLUMN why TO no');

      await expect(append('two')).rejects.toMatchObject({ message: expect.stringContaining('why') });

      expect(await state.audit.head()).toEqual(before);
      await database.raw('ALTER TABLE audit RENAME COLUMN no TO why');
      await append('three');
      expect(await verifyChain(state.audit.entries())).toMatchObject({ ok: true, head: { sequence: 2 } });
    });
  });

  describe('a page', () => {
    const turns = async (query: Parameters<State['audit']['page']>[0]): Promise<readonly string[]> =>
      (await state.audit.page(query)).map(({ record }) => record.turnId);

    test('has the newest first, and stays as it is while records are added', async () => {
      await append('a', 'b', 'c', 'd');

      expect(await turns({ most: 2 })).toEqual(['d', 'c']);
      await append('e');
      expect(await turns({ from: 4, skip: 2, most: 2 })).toEqual(['b', 'a']);
    });

    test.each([
      ['an object id', { objectId: '22222222-aaaa-bbbb-cccc-000000000002' }, ['two']],
      ['words of a name, in any case and order', { nameWords: ['wilber', 'ALEX'] }, ['one']],
      ['a part of a name', { nameWords: ['e'] }, ['two', 'one']],
      ['an id', { id: 'da1_2' }, ['two']],
      ['a part of an id', { id: 'da1' }, []],
      ['an id in which a letter stands for any', { id: 'daX_2' }, []],
      ['a pattern', { nameWords: ['%'] }, []],
      ['SQL', { nameWords: ["' OR 1=1 --"] }, []],
    ])('of %s', async (_, of, expected) => {
      const two = { objectId: '22222222-aaaa-bbbb-cccc-000000000002', teamsId: '29:megan', name: 'Megan Bowen' };
      await append('one');
      await state.audit.append(auditRecordOf({ turnId: 'two', who: two, ids: ['x', 'da1_2'] }));

      expect(await turns({ most: 10, of })).toEqual(expected);
    });
  });
});

test('a trail that is not kept is a trail while it lasts', async () => {
  const passing = await openState({ file: ':memory:' });

  await passing.audit.append(auditRecordOf());

  expect(await passing.audit.head()).toMatchObject({ sequence: 1 });
  await passing.close();
});
