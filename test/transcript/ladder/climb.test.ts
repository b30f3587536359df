import { describe, expect, test } from '@jest/globals';
import { isUtf8 } from 'node:buffer';
import { bodies } from '../bodies.ts';
import { chunked, climbed } from './climbing.ts';

describe('a reader sees of', () => {
  test.each(bodies)('$name', async (body) => {
    const { output, errors, scriptName, exitCode, areErrorsKnown, steps } = await climbed(chunked(body.bytes));

    expect({ output, errors, scriptName, exitCode, areErrorsKnown, steps }).toEqual({
      output: body.output,
      errors: body.errors ?? '',
      scriptName: body.scriptName,
      exitCode: body.exitCode,
      areErrorsKnown: body.areErrorsKnown ?? false,
      steps: body.steps ?? [],
    });
  });
});

describe('the same, whatever the chunks, of', () => {
  test.each(bodies)('$name', async ({ bytes }) => {
    const { chunks: _, ...whole } = await climbed(chunked(bytes));

    for (const size of bytes.length > 10_000 ? [997, 65_535] : [1, 2, 3, 7, 64]) {
      const { chunks, ...result } = await climbed(chunked(bytes, size));
      expect(result).toEqual(whole);
      expect(chunks.every((chunk) => chunk.length > 0 && isUtf8(chunk) && !chunk.includes(0))).toBe(true);
    }
  });
});
