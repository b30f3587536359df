import { describe, expect, test } from '@jest/globals';
import type { ErrorLines } from '../../../src/transcript/spool/error-lines.ts';
import { spooling } from '../spooling.ts';

const spool = spooling();

async function found(output: string, chunkBytes?: number): Promise<readonly string[]> {
  const lines = output.split('\n');
  const { ranges } = await errorLines(output, chunkBytes);
  return ranges.flatMap(({ first, last }) => lines.slice(first, last + 1));
}

function errorLines(output: string, chunkBytes = 65_536): Promise<ErrorLines> {
  return spool().withText({ output, chunkBytes }, ({ output: part }) => Promise.resolve(part.errorLines()));
}

const record = [
  "Get-Item : Cannot find path 'C:\\nope' because it does not exist.",
  'At line:1 char:1',
  '+ Get-Item C:\\nope',
  '+ ~~~~~~~~~~~~~~~~',
  '    + CategoryInfo          : ObjectNotFound: (C:\\nope:String) [Get-Item], ItemNotFoundExcep ',
  '   tion',
  '    + FullyQualifiedErrorId : PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand',
];

describe('a PowerShell error record', () => {
  test('is recognised whole, and nothing around it', async () => {
    expect(await found(['before', ...record, ' ', 'after'].join('\n'))).toEqual(record);
  });

  test('of a script has its path as its head, and a message of several lines', async () => {
    const lines = [
      'C:\\Temp\\my script.ps1 : the message goes on',
      'in a second line',
      'At C:\\Temp\\my script.ps1:12 char:5',
      '+     throw "x"',
      '    + CategoryInfo          : OperationStopped: (x:String) [], RuntimeException',
      '    + FullyQualifiedErrorId : x',
    ];

    expect(await found(['before', ...lines].join('\n'))).toEqual(lines);
  });

  test('of what was thrown has the line above its position as its message', async () => {
    const lines = [
      'something was thrown',
      'At line:3 char:1',
      '+ throw $x',
      '    + CategoryInfo          : x',
      '    + FullyQualifiedErrorId : x',
    ];

    expect(await found(['before', ...lines, 'after'].join('\n'))).toEqual(lines);
  });

  test('in another language is known by what is not translated', async () => {
    const lines = [
      'Get-Item : Der Pfad wurde nicht gefunden.',
      'In Zeile:1 Zeichen:1',
      '+ Get-Item C:\\nope',
      '+ ~~~~~~~~~~~~~~~~',
      '    + CategoryInfo          : ObjectNotFound',
      '    + FullyQualifiedErrorId : PathNotFound',
    ];

    expect(await found(['vorher', ...lines, 'nachher'].join('\n'))).toEqual(lines);
  });

  test('right after another is one of its own', async () => {
    expect(await errorLines([...record, ...record].join('\n'))).toMatchObject({ lines: 14 });
  });

  test.each([1, 7, 300, 65_536])('is the same in chunks of %d bytes', async (chunkBytes) => {
    expect(await found(['before', ...record, 'after'].join('\n'), chunkBytes)).toEqual(record);
  });

  test.each([262_140, 262_144, 262_200, 262_300, 262_500])('is the same across a block border at %d', async (bytes) => {
    const before = 'a line\n'.repeat(Math.floor((bytes - 250) / 7));

    expect(await found([before, ...record, 'after'].join('\n'))).toEqual(record);
  });
});

describe('a line by itself', () => {
  test.each([
    'ERROR: The system was unable to find the specified registry key or value.',
    'error: pathspec did not match',
    'fatal: not a git repository',
    '[ERROR] it broke',
    '[SC] OpenService FAILED 1060:',
    'System error 5 has occurred.',
    'Unhandled exception. System.IO.IOException: x',
    'Traceback (most recent call last):',
    'Exception calling "Open" with "1" argument(s): "x"',
    'System.Management.Automation.ItemNotFoundException: x',
    'java.lang.NullPointerException: x',
  ])('is recognised: %s', async (line) => {
    expect(await found(`before\n${line}\nafter`)).toEqual([line]);
    expect(await found(line)).toEqual([line]);
  });

  test.each([
    'Errors: 0',
    'ERROR_SUCCESS',
    'no error: all is well',
    'error:',
    'The exception proves the rule',
    'ExceptionPolicy.dll',
    'At line 5 of the poem',
    'At home',
    'fatality: 3',
    '    + a plus sign',
    'Name : value',
    'System.IO.Exceptions.dll',
    'Attack surface reduction: on',
    '2026-11-24 ERROR of a log that was printed',
  ])('is none: %s', async (line) => {
    expect(await found(`before\n${line}\nafter`)).toEqual([]);
  });
});

test('more places than are remembered are counted all the same', async () => {
  const { lines, ranges } = await errorLines('ERROR: x\nok\n'.repeat(10_500));

  expect(lines).toBe(10_500);
  expect(ranges).toHaveLength(10_000);
});

test('a million of them beside each other are one place', async () => {
  expect(await errorLines('ERROR: x\n'.repeat(100_000))).toEqual({
    lines: 100_000,
    ranges: [{ first: 0, last: 99_999 }],
  });
});
