import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mendJson } from '../../src/transcript/mend-json.ts';

function mended(text: string): unknown {
  return JSON.parse(mendJson(text));
}

describe('a document as live response writes it', () => {
  test.each<[string, string, unknown]>([
    ['raw line breaks', '{"a":"x\r\ny"}', { a: 'x\r\ny' }],
    ['raw tabs and bells', '{"a":"\t\u0007"}', { a: '\t\u0007' }],
    ['NULs behind its end', '{"a":"x"}\0\0\0', { a: 'x' }],
    ['NULs in its text', '{"a":"x\0y"}', { a: 'x\0y' }],
    ['a backslash before a raw line break', '{"a":"C:\\\n"}', { a: 'C:\\\n' }],
    ['backslashes that stand for themselves', '{"a":"C:\\windows\\Temp"}', { a: 'C:\\windows\\Temp' }],
    ['brackets in its text', '{"a":"}]\n","b":"{["}', { a: '}]\n', b: '{[' }],
  ])('is read with %s', (_, text, value) => {
    expect(mended(text)).toEqual(value);
  });
});

describe('a document without its end', () => {
  test.each<[string, unknown]>([
    ['{"a":"x", "b":"yz', { a: 'x', b: 'yz' }],
    ['{"a":"x\\', { a: 'x' }],
    ['{"a":"x\\u12', { a: 'x' }],
    ['{"a":"x\\\\u12', { a: 'x\\u12' }],
    ['{"a":"x\\"', { a: 'x"' }],
    ['{"a":"x"', { a: 'x' }],
    ['{"a":"x",', { a: 'x' }],
    ['{"a":"x","b', { a: 'x' }],
    ['{"a":"x","b"', { a: 'x' }],
    ['{"a":"x","b":', { a: 'x' }],
    ['{"a":"x","b":tru', { a: 'x' }],
    ['{"a":1,"b":{"c":[1,"x', { a: 1, b: { c: [1, 'x'] } }],
    ['{', {}],
  ])('keeps what is certain: %s', (text, value) => {
    expect(mended(text)).toEqual(value);
  });

  test('loses a number that may have gone on: 1 of 137 is another exit code', () => {
    expect(mended('{"script_output":"x","exit_code":1')).toEqual({ script_output: 'x' });
    expect(mended('{"exit_code":137,"script_output":"x')).toEqual({ exit_code: 137, script_output: 'x' });
  });
});

const transcript = fc.record({
  script_name: fc.string(),
  exit_code: fc.integer(),
  script_output: fc.string({ unit: 'binary', maxLength: 200 }),
  script_errors: fc.string({ unit: 'binary' }),
});

describe('any transcript', () => {
  test('is unchanged in meaning when nothing is wrong with it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        expect(mended(JSON.stringify(value, null, indent))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('is whole again after control characters were written raw and NULs were put behind it', () => {
    fc.assert(
      fc.property(transcript, fc.nat({ max: 5 }), (value, nuls) => {
        const raw = JSON.stringify(value).replace(/(?<!\\)((?:\\\\)*)\\([nrt])/g, (_, before: string, char: string) => {
          return before + (char === 'n' ? '\n' : char === 'r' ? '\r' : '\t');
        });
        expect(mended(raw + '\0'.repeat(nuls))).toEqual(value);
      }),
    );
  });

  test('gives the start of its texts, and no other number, wherever it was cut', () => {
    fc.assert(
      fc.property(transcript, fc.double({ min: 0, max: 1, noNaN: true }), (value, part) => {
        const text = JSON.stringify(value);
        const left = mended(text.slice(0, 1 + Math.floor(part * (text.length - 1)))) as Partial<typeof value>; // of its parts
        for (const key of ['script_name', 'script_output', 'script_errors'] as const)
          expect(value[key].startsWith(left[key] ?? '')).toBe(true);
        expect([value.exit_code, undefined]).toContain(left.exit_code);
      }),
    );
  });
});

test('whatever comes, nothing is thrown', () => {
  const soup = fc.array(fc.constantFrom('{', '}', '[', ']', '"', '\\', 'u', ':', ',', '1', '\0', '\n', 'x', '\uD800'));
  fc.assert(
    fc.property(
      fc.oneof(
        soup.map((parts) => parts.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        expect(typeof mendJson(text)).toBe('string');
      },
    ),
  );
});

test('megabytes of brackets or backslashes are mended in one pass', () => {
  for (const piece of ['{', '[', '"', '\\', '"\\u', '{"a":'])
    expect(typeof mendJson(piece.repeat(500_000))).toBe('string');
});

test('a document that is nested beyond any transcript is left as it is', () => {
  const deep = '{"a":'.repeat(65);

  expect(mendJson(deep)).toBe(deep);
});
