import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isRecord, parsedJson, recordOf } from '../src/json.ts';

test.each([
  ['{"a":1}', { a: 1 }],
  ['[]', []],
  ['null', null],
  ['0', 0],
  ['', undefined],
  ['{', undefined],
  ['<html>', undefined],
])('%j is read as %j', (text, value) => {
  expect(parsedJson(text)).toEqual(value);
});

test('what JSON wrote is read again, and no text throws', () => {
  fc.assert(fc.property(fc.json(), (text) => expect(parsedJson(text)).toStrictEqual(JSON.parse(text)))); // as text: a -0 has none
  fc.assert(fc.property(fc.string(), (text) => void parsedJson(text)));
});

test.each([null, undefined, 'text', 7, true, [], ['a']])('%j has no fields', (value) => {
  expect(isRecord(value)).toBe(false);
  expect(recordOf(value)).toEqual({});
});

test('an object is its own record, and so is an error', () => {
  const object = { a: 1 };
  const error = new TypeError('said');

  expect(recordOf(object)).toBe(object);
  expect(recordOf(error)['message']).toBe('said');
});
