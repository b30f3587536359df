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

describe('with colours', () => {
  const red = (line: string): string => `\u001b[31;1m${line}\u001b[0m`;

  test('a record is recognised whole, and nothing around it', async () => {
    const coloured = record.map(red);

    expect(await found([red('before'), '', ...coloured, red('after')].join('\n'))).toEqual(coloured);
  });

  test.each(['\u001b[31m    \u001b[1m+ CategoryInfo          : x', '    \u001b[31m+ CategoryInfo          : x'])(
    'so is its category: %j',
    async (line) => {
      expect(await found(`\n${line}\n`)).toEqual([line]);
    },
  );

  test.each(['\u001b[31mERROR: x', '\u009b31mfatal: x', '\u001b]0;title\u0007error: x'])(
    'so is a line by itself: %j',
    async (line) => {
      expect(await found(`before\n${line}\n\u001b[32mOK\u001b[0m`)).toEqual([line]);
    },
  );
});

describe('what PowerShell 7 prints', () => {
  const lines = [
    'Get-Item: C:\\Temp\\a.ps1:2',
    'Line |',
    '   2 |  Get-Item C:\\nope',
    '     |  ~~~~~~~~~~~~~~~~',
    "     | Cannot find path 'C:\\nope' because it does not exist.",
  ];
  const cyan = (line: string): string => `\u001b[36;1m${line.replace('|', '|\u001b[0m')}`;

  test('is recognised whole, and nothing around it', async () => {
    expect(await found(['before', ...lines, 'after', '   3 | a table', ''].join('\n'))).toEqual(lines);
  });

  test('is with colours too', async () => {
    const coloured = lines.map(cyan);

    expect(await found(['before', ...coloured, cyan('after'), ''].join('\n'))).toEqual(coloured);
  });

  test.each(['ParserError: ', 'Exception: C:\\Temp\\a.ps1:2'])('below %j', async (head) => {
    const other = [head, ...lines.slice(1), '1234 | more'];

    expect(await found(['before', ...other].join('\n'))).toEqual(other);
  });

  test.each([1, 7, 300])('is the same in chunks of %d bytes', async (chunkBytes) => {
    expect(await found(['before', ...lines, 'after'].join('\n'), chunkBytes)).toEqual(lines);
  });

  test('begins with its block where something else stands above', async () => {
    expect(await found(['some output', ...lines.slice(1)].join('\n'))).toEqual(lines.slice(1));
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
    '   2 | a table',
    'Line | Text',
    'Get-Item: see below',
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
