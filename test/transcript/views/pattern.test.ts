import { describe, expect, test } from '@jest/globals';
import { PatternError } from '../../../src/transcript/views/pattern-error.ts';
import { readPattern } from '../../../src/transcript/views/pattern.ts';

function refused(typed: string): PatternError {
  try {
    readPattern(typed);
  } catch (error) {
    if (error instanceof PatternError) return error;
  }
  throw new TypeError('It was not refused');
}

describe('what was typed', () => {
  test.each(['needle', 'a/b', '/', '//', '/etc/passwd', 'C:\\a (b)', 'x'.repeat(200)])('is text: %.30s', (typed) => {
    expect(readPattern(typed)).toEqual({ kind: 'text', text: typed });
  });

  test.each(['/a.b/', '/^\\s+$/', '/a/b/'])('is a pattern: %s', (typed) => {
    expect(readPattern(typed).kind).toBe('regex');
  });

  test('holds no control characters, which no line shows', () => {
    expect(readPattern('a\u001b\n\u0000b')).toEqual({ kind: 'text', text: 'ab' });
  });
});

describe('refused is', () => {
  test.each([
    ['nothing', '', 'empty'],
    ['nothing but controls', '\n\r', 'empty'],
    ['more than 200 characters', 'x'.repeat(201), 'tooLong'],
    ['a group that does not end', '/(a/', 'invalid'],
    ['a look behind, which is not linear', '/(?<=a)b/', 'invalid'],
    ['a reference back, which is not linear', '/(a)\\1/', 'invalid'],
    ['what would take too many steps a byte', '/((a{1,30}){1,30})/', 'tooComplex'],
  ])('%s', (_, typed, kind) => {
    expect(refused(typed)).toMatchObject({ name: 'PatternError', kind });
  });

  test('a wrong pattern with what is wrong about it', () => {
    expect(refused('/(a/').detail).toMatch(/missing closing/);
  });
});
