import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { byIds } from '../../src/defender/by-ids.ts';
import { DefenderError } from '../../src/defender/errors.ts';

interface Thing {
  readonly id: string;
}

const bounds = { idsPerCall: 20, callsAtOnce: 4 };
const notFound = (): DefenderError => new DefenderError('notFound', 'none', { status: 404 });
const ids = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `a${at}`);

/** A collection that has `known`, forgets `forgotten` in lists, and rejects lists for which `rejects` holds. */
function collection(parts: {
  readonly known: readonly string[];
  readonly forgotten?: readonly string[];
  readonly refuse?: (chunk: readonly string[]) => DefenderError | undefined;
}) {
  const { known, forgotten = [], refuse } = parts;
  const chunks: (readonly string[])[] = [];
  const singles: string[] = [];
  const progress: string[] = [];
  return {
    chunks,
    singles,
    progress,
    lookup: {
      several(chunk: readonly string[]): Promise<readonly Thing[]> {
        chunks.push(chunk);
        const error = refuse?.(chunk);
        if (error !== undefined) return Promise.reject(error);
        return Promise.resolve(
          chunk.filter((id) => known.includes(id) && !forgotten.includes(id)).map((id) => ({ id })),
        );
      },
      single(id: string): Promise<Thing> {
        singles.push(id);
        return known.includes(id) ? Promise.resolve({ id }) : Promise.reject(notFound());
      },
      onProgress: (done: number, of: number) => void progress.push(`${done}/${of}`),
    },
  };
}

describe('several ids', () => {
  test('are asked for twenty at a time, and answered in their order', async () => {
    const { lookup, chunks, singles, progress } = collection({ known: ids(50) });

    const answers = await byIds(ids(50).toReversed(), lookup, bounds);

    expect(answers.map(({ id }) => id)).toEqual(ids(50).toReversed());
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(chunks.map(({ length }) => length)).toEqual([20, 20, 10]);
    expect(singles).toEqual([]);
    expect(progress.at(-1)).toBe('50/50');
  });

  test('that do not come back are asked for one by one, and have a reason of their own', async () => {
    const { lookup, singles } = collection({ known: ['a0', 'a1'], forgotten: ['a1'] });

    const answers = await byIds(['a0', 'a1', 'gone'], lookup, bounds);

    expect(answers).toMatchObject([{ ok: true }, { ok: true }, { id: 'gone', ok: false, error: { kind: 'notFound' } }]);
    expect(singles).toEqual(['a1', 'gone']);
  });

  test('that are rejected together are halved until only the bad one is left', async () => {
    const rejected = new DefenderError('rejected', 'no', { status: 400 });
    const { lookup, chunks, singles } = collection({
      known: ids(8),
      refuse: (chunk) => (chunk.includes('a5') ? rejected : undefined),
    });

    const answers = await byIds(ids(8), lookup, bounds);

    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(chunks.map(({ length }) => length)).toEqual([8, 4, 4, 2, 2]);
    expect(singles).toEqual(['a4', 'a5']);
  });

  test('that are refused for another reason are not asked for again: all of the chunk have that reason', async () => {
    const forbidden = new DefenderError('forbidden', 'no', { status: 403 });
    const { lookup, chunks, singles } = collection({ known: ids(30), refuse: () => forbidden });

    const answers = await byIds(ids(30), lookup, bounds);

    expect(answers.map((answer) => !answer.ok && answer.error)).toEqual(ids(30).map(() => forbidden));
    expect([chunks.length, singles]).toEqual([2, []]);
  });

  test('that are no ids cost nothing and spoil nothing', async () => {
    const { lookup, chunks } = collection({ known: ['a0'] });

    const answers = await byIds(["x') or id ne ('", 'a0', '../a'], lookup, bounds);

    expect(answers).toMatchObject([{ error: { kind: 'rejected' } }, { ok: true }, { error: { kind: 'rejected' } }]);
    expect(chunks).toEqual([]);
  });

  test('that are the same in other letters are one', async () => {
    const { lookup } = collection({ known: ['a0', 'A0'] });

    expect(await byIds(['a0', 'A0', 'a0'], lookup, bounds)).toEqual([{ id: 'a0', ok: true, value: { id: 'a0' } }]);
  });

  test('get nobody else’s answer', async () => {
    const lookup = {
      several: () => Promise.resolve([{ id: 'b9' }, { id: 'A1' }]),
      single: () => Promise.reject(notFound()),
      onProgress: undefined,
    };

    expect(await byIds(['a0', 'a1'], lookup, bounds)).toMatchObject([
      { id: 'a0', ok: false },
      { id: 'a1', ok: true, value: { id: 'a1' } },
    ]);
  });

  test('pass on what is no answer of Defender’s: the asker gave up', async () => {
    const gaveUp = new Error('gave up');
    const lookup = {
      several: () => Promise.reject(gaveUp),
      single: () => Promise.reject(gaveUp),
      onProgress: undefined,
    };

    await expect(byIds(['a0', 'a1'], lookup, bounds)).rejects.toBe(gaveUp);
  });

  test('have one answer each, whatever is known, forgotten and rejected', async () => {
    const some = fc.subarray([...ids(30)]);
    await fc.assert(
      fc.asyncProperty(some, some, some, some, async (asked, known, forgotten, bad) => {
        const rejected = new DefenderError('rejected', 'no', { status: 400 });
        const { lookup } = collection({
          known,
          forgotten,
          refuse: (chunk) => (chunk.some((id) => bad.includes(id)) ? rejected : undefined),
        });

        const answers = await byIds(asked, lookup, { idsPerCall: 5, callsAtOnce: 2 });

        expect(answers.map(({ id, ok }) => [id, ok])).toEqual(asked.map((id) => [id, known.includes(id)]));
      }),
    );
  });
});
