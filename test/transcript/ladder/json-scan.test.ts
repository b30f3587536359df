import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyText } from './any-text.ts';
import { chunked, climbed, climbing } from './climbing.ts';

const keys = ['script_name', 'exit_code', 'script_output', 'script_errors'] as const;

/** A text as any writer of JSON may write it: each unit as it is, by its short escape, or by its number. */
function written(text: string, choices: readonly number[]): string {
  const units = Array.from({ length: text.length }, (_, i) => text.charAt(i));
  const escapes = units.map((unit, i) => {
    const number = `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    const mustEscape = /["\\\u0000-\u001F\uD800-\uDFFF]/.test(unit);
    if (choices[i % choices.length] === 0) return number;
    return mustEscape ? (/[\uD800-\uDFFF]/.test(unit) ? number : JSON.stringify(unit).slice(1, -1)) : unit;
  });
  return `"${escapes.join('')}"`;
}

const text = anyText(60);
const hardText = fc
  .array(
    fc.constantFrom(
      '"',
      '\\',
      '\\u',
      '",',
      '"}',
      '\\"',
      '{"script_output":',
      '\0',
      '\uD83D',
      '\uDE00',
      '😀',
      '\n',
      'é',
      'x',
    ),
  )
  .map((parts) => parts.join(''));
const choices = fc.array(fc.nat(3), { minLength: 1, maxLength: 5 });
const space = fc.constantFrom('', ' ', '\n  ', '\r\n\t');

/** A document, and what `JSON.parse` says of it. */
const documents = fc
  .record({
    texts: fc.array(fc.oneof(text, hardText), { minLength: 4, maxLength: 4 }),
    exitCode: fc.integer(),
    others: fc.dictionary(
      text.filter((key) => !/^script_|^exit_code/.test(key)),
      fc.jsonValue({ maxDepth: 2 }),
      { maxKeys: 3, noNullPrototype: true },
    ),
    order: fc.shuffledSubarray([...keys], { minLength: 4 }),
    choices,
    space,
  })
  .map(({ texts, exitCode, others, order, choices, space }) => {
    const known = order.map((key, i) => [
      written(key, choices),
      key === 'exit_code' ? String(exitCode) : written(texts[i] ?? '', choices),
    ]);
    const unknown = Object.entries(others).map(([key, value]) => [written(key, choices), JSON.stringify(value)]);
    const fields = [...unknown.slice(0, 1), ...known, ...unknown.slice(1)];
    return `${space}{${fields.map(([key, value]) => `${space}${key}${space}:${space}${value}`).join(`${space},`)}${space}}${space}`;
  });

const seen = (given: unknown): string => (typeof given === 'string' ? given.toWellFormed().replaceAll('\0', '') : '');

test('valid JSON is read as JSON.parse reads it, whatever the chunks', async () => {
  await fc.assert(
    fc.asyncProperty(documents, fc.integer({ min: 1, max: 80 }), async (document, size) => {
      const expected = JSON.parse(document) as Readonly<Record<string, unknown>>; // an object, made above

      const result = await climbed(chunked(Buffer.from(document), size));

      expect(result).toMatchObject({
        output: seen(expected['script_output']),
        errors: seen(expected['script_errors']),
        scriptName: seen(expected['script_name']),
        exitCode: expected['exit_code'],
        areErrorsKnown: true,
      });
      expect(result.steps.map(({ kind }) => kind)).not.toContain('mendedJson');
    }),
    { numRuns: 500 },
  );
});

describe('of damaged JSON', () => {
  const mutation = fc.oneof(
    fc.record({ kind: fc.constant('cut' as const) }),
    fc.record({ kind: fc.constant('insert' as const), bytes: fc.uint8Array({ minLength: 1, maxLength: 6 }) }),
    fc.record({
      kind: fc.constant('insert' as const),
      bytes: fc
        .constantFrom('"', '\\', '}', '{', ',', ':', '\0', '\n', '","', '\\u12', '"}')
        .map((part) => Buffer.from(part)),
    }),
    fc.record({ kind: fc.constant('delete' as const), count: fc.integer({ min: 1, max: 9 }) }),
  );
  type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

  function mutated(bytes: Buffer, at: number, change: Mutation): Buffer {
    const [before, behind] = [bytes.subarray(0, at), bytes.subarray(at)];
    if (change.kind === 'cut') return before;
    if (change.kind === 'insert') return Buffer.concat([before, change.bytes, behind]);
    return Buffer.concat([before, behind.subarray(change.count)]);
  }

  test('the text is there up to the damage', async () => {
    const start = '{"exit_code":0,"script_output":"';
    const plain = fc.stringMatching(/^[ -!#-[\]-~]{1,200}$/);
    await fc.assert(
      fc.asyncProperty(
        plain,
        fc.nat(),
        mutation,
        fc.integer({ min: 1, max: 80 }),
        async (output, where, change, size) => {
          const at = where % output.length;
          const bytes = mutated(Buffer.from(`${start}${output}","script_errors":""}`), start.length + at, change);

          const result = await climbed(chunked(bytes, size));

          expect(result.output.startsWith(output.slice(0, at))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('any number of damages anywhere is read, and alike whatever the chunks', async () => {
    const changes = fc.array(fc.tuple(fc.nat(), mutation), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(documents, changes, fc.integer({ min: 1, max: 30 }), async (document, all, size) => {
        const bytes = all.reduce<Buffer>(
          (given, [where, change]) => mutated(given, where % (given.length + 1), change),
          Buffer.from(document),
        );

        const { result: whole } = await climbing(chunked(bytes));
        const { chunks, result: pieces } = await climbing(chunked(bytes, size));

        expect(pieces).toEqual(whole);
        expect(chunks.every((chunk) => !chunk.includes(0))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
