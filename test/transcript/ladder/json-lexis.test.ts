import { describe, expect, test } from '@jest/globals';
import { closesText, keyAt, scalarAt } from '../../../src/transcript/ladder/json-lexis.ts';

describe('a key', () => {
  test.each([
    ['"a":', { name: 'a', end: 3 }],
    ['"":', { name: '', end: 2 }],
    ['"a\\"b":', { name: 'a"b', end: 6 }],
    ['"\\u0061":', { name: 'a', end: 8 }],
    ['"\\x":', { name: undefined, end: 4 }],
    ['"a', 'more'],
    ['"a\\', 'more'],
    [`"${'k'.repeat(200)}"`, { name: undefined, end: undefined }],
    [`"${'k'.repeat(200)}`, { name: undefined, end: undefined }],
  ])('%s', (text, key) => {
    expect(keyAt(Buffer.from(text), 0, false)).toEqual(key);
  });

  test('that ends nowhere is none', () => {
    expect(keyAt(Buffer.from('"a'), 0, true)).toEqual({ name: undefined, end: undefined });
  });
});

describe('a scalar', () => {
  test.each([
    ['12,', { token: '12', isEnded: true }],
    ['null}', { token: 'null', isEnded: true }],
    ['1e5 ', { token: '1e5', isEnded: true }],
    ['12', 'more'],
    [',', { token: '', isEnded: true }],
    ['1'.repeat(100), { token: '1'.repeat(64), isEnded: true }],
  ])('%s', (text, scalar) => {
    expect(scalarAt(Buffer.from(text), 0, false)).toEqual(scalar);
  });
});

describe('whether a quote closes its text', () => {
  test.each<[string, boolean | undefined]>([
    ['"}', true],
    ['" \r\n}', true],
    ['"\0}', true],
    ['","key":', true],
    ['" , "key" :', true],
    ['","k\\u0065y', true],
    ['",}', true],
    ['"x', false],
    ['" x', false],
    ['", x', false],
    ['","key",', false],
    ['","key"}', false],
    ['",,', false],
    ['""', false],
    ['"', undefined],
    ['" ,', undefined],
    ['","key', undefined],
    ['","key" ', undefined],
    [`"${' '.repeat(300)}x`, true],
    [`","${'k'.repeat(300)}`, true],
    [`","k"${' '.repeat(300)}x`, true],
  ])('%j: %s', (text, isClosing) => {
    expect(closesText(Buffer.from(text), 0, false)).toBe(isClosing);
  });

  test('it does where nothing follows', () => {
    expect(closesText(Buffer.from('" '), 0, true)).toBe(true);
    expect(closesText(Buffer.from('","k" '), 0, true)).toBe(true);
  });
});
