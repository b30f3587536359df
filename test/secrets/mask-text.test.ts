import { describe, expect, test } from '@jest/globals';
import { maskText } from '../../src/secrets/mask-text.ts';
import { maskedOf, secretsOf, textOf } from './cases/case.ts';
import { everyPositive } from './cases/every-case.ts';
import { negatives } from './cases/negatives.ts';

describe('a secret gives way to its kind', () => {
  test.each(everyPositive.map((positive) => [positive.marked, positive] as const))('%s', (_, positive) => {
    const { text, masked } = maskText(textOf(positive));

    expect(text).toBe(maskedOf(positive));
    expect(masked).toBe(secretsOf(positive).length);
  });
});

describe('masking twice changes nothing', () => {
  test.each(everyPositive.map(maskedOf))('%s', (masked) => {
    expect(maskText(masked)).toEqual({ text: masked, masked: 0 });
  });
});

describe('no secret', () => {
  test.each(negatives)('%s', (text) => {
    expect(maskText(text)).toEqual({ text, masked: 0 });
  });
});

describe('a colour in the middle hides nothing', () => {
  test.each([
    ['pass\u001B[31mword=\u001B[0mhun\u001B[1mter2', 'pass\u001B[31mword=\u001B[0m[password masked]'],
    [
      'user=ana \u001B[32mPassword\u001B[0m: \u001B[33mhunter2\u001B[0m end',
      'user=ana \u001B[32mPassword\u001B[0m: \u001B[33m[password masked]\u001B[0m end',
    ],
    [
      '\u001B]0;title\u0007net user x \u001B[1mP@ss1\u001B[0m',
      '\u001B]0;title\u0007net user x \u001B[1m[password masked]\u001B[0m',
    ],
  ])('%j', (text, masked) => {
    expect(maskText(text).text).toBe(masked);
  });
});

test('text without secrets is the same, lone surrogates included', () => {
  const text = 'a \uD800 b \uFFFD \0 c';

  expect(maskText(text)).toEqual({ text, masked: 0 });
});

test('several secrets of a line go, each by its kind', () => {
  const { text, masked } = maskText(
    'curl -u ana:hunter2 https://x.example?sig=aB3dE6gH9kL2nP5rT8vX1yZ4 # password=hunter3',
  );

  expect(text).toBe(
    'curl -u ana:[password masked] https://x.example?sig=[SAS signature masked] # password=[password masked]',
  );
  expect(masked).toBe(3);
});
