import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { crashFields } from '../src/crash.ts';

test('an error is told by name, code and where it came from', () => {
  const error = Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input: 'http://confided' });

  const fields = crashFields(error);

  expect(fields).toMatchObject({ error: 'TypeError', code: 'ERR_INVALID_URL' });
  expect(fields).toHaveProperty('frames.0', expect.stringMatching(/^at .*crash\.test\.ts/));
  expect(JSON.stringify(fields)).not.toMatch(/confided|Invalid/);
});

test.each([['confided'], [{ message: 'confided', stack: 'confided' }], [null], [undefined], [7]])(
  'what is thrown and no error is told by its type alone: %j',
  (thrown) => {
    expect(crashFields(thrown)).toEqual({ error: typeof thrown });
  },
);

test('a stack that does not hold the message is not told, for who knows what it holds', () => {
  const error = Object.assign(new Error('other'), { stack: 'Error: confided\n    at confided' });

  expect(crashFields(error)).toEqual({ error: 'Error', code: undefined, frames: [] });
});

test('a name or a code that is no word is left out', () => {
  const error = Object.assign(new Error('x'), { name: 'Error: confided', code: 'two words' });

  expect(crashFields(error)).toMatchObject({ error: undefined, code: undefined });
});

test('nothing that a message says is told, though it looked like a frame', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('\n', '    at ', 'at', ' ', 'E', 'rror', ': ', '(x.ts:1:1)')), (parts) => {
      const fields = crashFields(new Error(`${parts.join('')}confided${parts.join('')}`));

      expect(JSON.stringify(fields)).not.toContain('confided');
      expect(fields).toHaveProperty('frames.0', expect.stringMatching(/crash\.test\.ts/));
    }),
  );
});
