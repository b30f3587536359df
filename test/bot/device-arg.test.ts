import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { actionsChoice, deviceCalled, sha1OrDevice } from '../../src/bot/device-arg.ts';
import { UsageError } from '../../src/bot/errors.ts';

const id = '7b5b0a8d3e1f42c6a90d5e7c81f3b264d9ea0c17';

describe('a device', () => {
  test.each([
    [id.toUpperCase(), { kind: 'id', value: id }],
    [`https://security.microsoft.com/machines/v2/${id}/overview`, { kind: 'id', value: id }],
    ['192.0.2.42', { kind: 'ip', value: '192.0.2.42' }],
    ['2001:DB8::1', { kind: 'ip', value: '2001:db8::1' }],
    ['LAPTOP-042', { kind: 'name', value: 'LAPTOP-042' }],
    ['srv-file-01.contoso.example', { kind: 'name', value: 'srv-file-01.contoso.example' }],
    ['büro_7', { kind: 'name', value: 'büro_7' }],
    ['192.0.2', { kind: 'name', value: '192.0.2' }],
  ])('%s', (word, value) => {
    expect(deviceCalled('').take([word, 'page', '2'])).toEqual({ value, rest: ['page', '2'] });
  });

  test.each([undefined, '', "x'", 'a b', '-x', '.', '../x', 'x$', 'fe80::1%eth0', 'a'.repeat(256), 'x\n'])(
    '%j is none',
    (word) => {
      expect(() => deviceCalled('').take(word === undefined ? [] : [word])).toThrow(UsageError);
    },
  );

  test('is never anything that could leave its place in a query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (word) => {
        try {
          expect(deviceCalled('').take([word]).value.value).toMatch(/^[\p{L}\p{N}._:-]+$/u);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
    );
  });
});

describe('actions', () => {
  const named = { kind: 'name', value: 'LAPTOP-042' };
  test.each([
    ['', { called: undefined, count: 5 }, []],
    ['12', { called: undefined, count: 12 }, []],
    ['LAPTOP-042', { called: named, count: 5 }, []],
    ['LAPTOP-042 20', { called: named, count: 20 }, []],
    ['20 LAPTOP-042', { called: named, count: 20 }, []],
    ['LAPTOP-042 page 2', { called: named, count: 5 }, ['page', '2']],
    ['LAPTOP-042 3 more', { called: named, count: 3 }, ['more']],
  ])('%j', (text, value, rest) => {
    expect(actionsChoice('').take(text.split(' ').filter((word) => word !== ''))).toEqual({ value, rest });
  });

  test.each(['0', '21', '9999'])('%s is not a number of them', (word) => {
    expect(() => actionsChoice('').take([word])).toThrow('from 1 to 20');
  });
});

test.each([undefined, 'x', `${id}0`])('%j is not 40 digits', (word) => {
  expect(() => sha1OrDevice('').take(word === undefined ? [] : [word])).toThrow(UsageError);
});
