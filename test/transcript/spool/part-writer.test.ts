import { describe, expect, test } from '@jest/globals';
import type { PartSoFar } from '../../../src/transcript/spool/part-writer.ts';
import { spooling } from '../spooling.ts';

const spool = spooling();
const header =
  'Transcript started, output file is C:\\ProgramData\\Microsoft\\Windows Defender Advanced Threat Protection\\Temp\\PSScriptOutputs\\PSScript_Transcript_{8F4D0A8D-5CF3-4C45-9E0E-6B1F1A2B3C4D}.txt';

function soFar(output: string, chunkBytes?: number): Promise<PartSoFar> {
  return spool().withText({ output, ...(chunkBytes !== undefined && { chunkBytes }) }, ({ output: part }) =>
    Promise.resolve(part.soFar()),
  );
}

describe('lines', () => {
  test.each([
    ['nothing', '', 0, 0],
    ['one without an end', 'a', 1, 1],
    ['one', 'a\n', 1, 1],
    ['blank ones at the end', 'a\n \r\n\t\r\r\n', 4, 1],
    ['blank ones at the start', '\n\na', 3, 3],
    ['nothing but blank ones', '\r\n\n ', 3, 0],
    ['a \\r at the end', 'a\rb\r', 2, 2],
  ])('are counted with and without the blank ones at the end: %s', async (_, text, lines, textLines) => {
    for (const chunkBytes of [1, 2, 65_536])
      expect(await soFar(text, chunkBytes)).toMatchObject({ bytes: text.length, lines, textLines, isWhole: true });
  });

  test('that are blank over more than a block are blank lines at the end', async () => {
    expect(await soFar(`text\n${'\r\n'.repeat(400_000)}`)).toMatchObject({ lines: 400_001, textLines: 1 });
  });
});

describe('the header', () => {
  test.each([
    [header, true],
    [`${header}\r\nline`, true],
    [`${header}  \nline`, true],
    [`line\n${header}`, false],
    [`${header}.exe\n`, false],
    [`Transcript started, output file is C:\\Users\\me\\x.txt`, false],
    [`Transcript started, output file is ${'x'.repeat(5_000)}`, false],
  ])('is seen in the first line only: %.60s (%s)', async (text, hasHeader) => {
    for (const chunkBytes of [50, 65_536]) expect(await soFar(text, chunkBytes)).toMatchObject({ hasHeader });
  });
});
