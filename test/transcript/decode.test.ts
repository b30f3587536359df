import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeTranscript } from '../../src/transcript/decode.ts';
import type { DecodeStep } from '../../src/transcript/model.ts';

const digest = { bytes: 0, sha256: '' };

function decode(body: string | Uint8Array, steps: readonly DecodeStep[] = []) {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return decodeTranscript(bytes, { raw: digest, content: digest, steps });
}

function utf16be(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
}

const header =
  'Transcript started, output file is C:\\ProgramData\\Microsoft\\Windows Defender Advanced Threat Protection\\Temp\\PSScriptOutputs\\PSScript_Transcript_{TRANSCRIPT_ID}.txt';

/** Source: learn.microsoft.com/defender-endpoint/api/get-live-response-result: a raw line break, NULs, a header. */
const documented = `{
    "script_name": "minidump.ps1",
    "exit_code": 0,
    "script_output": "${header.replaceAll('\\', '\\\\')}
C:\\\\windows\\\\TEMP\\\\OfficeClickToRun.dmp.zip\\n51 MB\\n\\u0000\\u0000\\u0000",
    "script_errors":""
}`;

const plain = { script_name: 'a.ps1', exit_code: 3, script_output: 'one\ntwo\n', script_errors: 'bad\r\nworse' };
const decoded = { scriptName: 'a.ps1', exitCode: 3, output: ['one', 'two'], errors: ['bad', 'worse'] };

test('the sample of the documentation is read, and what was done is told in order', () => {
  expect(decode(documented)).toMatchObject({
    scriptName: 'minidump.ps1',
    exitCode: 0,
    output: ['C:\\windows\\TEMP\\OfficeClickToRun.dmp.zip', '51 MB'],
    errors: [],
    steps: [{ kind: 'mendedJson' }, { kind: 'headerHidden' }, { kind: 'nulsRemoved', count: 3 }],
  });
});

describe('a transcript', () => {
  const json = JSON.stringify(plain);

  test.each<[string, Uint8Array, readonly DecodeStep[]]>([
    ['as it should be', Buffer.from(json), []],
    [
      'with a byte order mark',
      Buffer.from(`\uFEFF${json}`),
      [{ kind: 'decodedAs', encoding: 'UTF-8 with a byte order mark' }],
    ],
    ['in UTF-16LE', Buffer.from(`\uFEFF${json}`, 'utf16le'), [{ kind: 'decodedAs', encoding: 'UTF-16LE' }]],
    ['in UTF-16BE', utf16be(json), [{ kind: 'decodedAs', encoding: 'UTF-16BE' }]],
    ['with NULs behind its end', Buffer.from(`${json}\0\0`), [{ kind: 'mendedJson' }]],
  ])('is read %s', (_, bytes, steps) => {
    expect(decode(bytes)).toMatchObject({ ...decoded, steps });
  });

  test('has its errors in script_error in older copies of the documentation', () => {
    expect(decode('{"script_output":"","script_error":"bad"}').errors).toEqual(['bad']);
    expect(decode('{"script_error":"bad"}')).toMatchObject({ errors: ['bad'], steps: [] });
    expect(decode('{"script_errors":"new","script_error":"old"}').errors).toEqual(['new']);
  });

  test.each<[string, object]>([
    ['{"script_output":"x"}', { scriptName: undefined, exitCode: undefined, output: ['x'], errors: [] }],
    ['{"exit_code":0}', { exitCode: 0, output: [], errors: [] }],
    [
      '{"exit_code":"0","script_name":7,"script_output":null}',
      { exitCode: undefined, scriptName: undefined, output: [] },
    ],
    ['{"exit_code":1e21,"script_output":"x"}', { exitCode: undefined, output: ['x'] }],
    ['{"exit_code":-1073741819}', { exitCode: -1_073_741_819 }],
    ['{"script_output":["a",1]}', { output: ['["a",1]'] }],
    ['{"script_output":false}', { output: ['false'] }],
  ])('lacks what it lacks: %s', (body, parts) => {
    expect(decode(body)).toMatchObject({ ...parts, steps: [] });
  });

  test('keeps blank lines within, and loses those at its end', () => {
    expect(decode('{"script_output":"\\n a\\r\\n\\r\\nb\\rc\\n \\n\\n"}').output).toEqual(['', ' a', '', 'b', 'c']);
  });
});

describe('what is no transcript is shown as it came, and that is said', () => {
  test.each([
    ['an array', '["script_output"]'],
    ['a string', '"script_output"'],
    ['null', 'null'],
    ['another object', '{"a":1}'],
    ['an object with inherited names only', '{"__proto__":{"script_output":"x"}}'],
    ['text', 'Access denied.'],
    ['XML', '<Error><Code>X</Code></Error>'],
    ['half a document without a text in it', '{"script_na'],
  ])('%s', (_, body) => {
    expect(decode(body)).toMatchObject({ scriptName: undefined, output: [body], steps: [{ kind: 'notJson' }] });
  });

  test.each(['', ' \r\n', '\0'])('nothing (%j) is no output', (body) => {
    expect(decode(body)).toMatchObject({ output: [] });
  });

  test('a nest too deep to be written out again', () => {
    const depth = 200_000;
    const body = `{"script_output":${'['.repeat(depth)}${']'.repeat(depth)}}`;

    expect(decode(body)).toMatchObject({ output: [body], steps: [{ kind: 'notJson' }] });
  });
});

test('of a result that was cut, a missing end is not told as damage', () => {
  const cut = { kind: 'cut', bytes: 30 } as const;

  expect(decode('{"exit_code":5,"script_output":"one\\ntw', [cut])).toMatchObject({
    exitCode: 5,
    output: ['one', 'tw'],
    steps: [cut],
  });
});

describe('what cannot be read is counted', () => {
  test('bytes that are no UTF-8', () => {
    expect(
      decode(Buffer.concat([Buffer.from('{"script_output":"a'), Buffer.from([0xff, 0xc3]), Buffer.from('"}')])),
    ).toMatchObject({
      output: ['a\uFFFD\uFFFD'],
      steps: [{ kind: 'badBytes', count: 2 }],
    });
  });

  test('terminal sequences and NULs, of output and errors together', () => {
    const output = '\u001B[31mred\u001B[0m \u001B]0;title\u0007\u009B1mbold\u001B(B\0';
    const body = JSON.stringify({ script_output: output, script_errors: '\u001B]8;;http://x\u001B\\link\0' });

    expect(decode(body)).toMatchObject({
      output: ['red bold'],
      errors: ['link'],
      steps: [
        { kind: 'nulsRemoved', count: 2 },
        { kind: 'terminalSequencesRemoved', count: 6 },
      ],
    });
  });

  test('a sequence without its end stays, for the eye to see', () => {
    expect(decode(JSON.stringify({ script_output: 'a\u001B]0;b\nc\u001B[1' })).output).toEqual([
      'a\u001B]0;b',
      'c\u001B[1',
    ]);
  });
});

describe('the header of a PowerShell transcript', () => {
  test.each([
    [true, header],
    [true, `${header} `],
    [true, header.replace('{TRANSCRIPT_ID}', '{988cc94e-7a8f-4b28-ab65-54970c5d5018}')],
    [false, `${header} and 3 implants`],
    [false, `> ${header}`],
    [false, 'Transcript started, output file is here'],
    [false, 'Transcript started, output file is C:\\x: 3 "implants" found \\PSScript_Transcript_1.txt'],
  ])('is hidden (%s): %s', (isHidden, line) => {
    const { output, steps } = decode(JSON.stringify({ script_output: `${line}\nrest` }));

    expect(output).toEqual(isHidden ? ['rest'] : [line.trimEnd() === line ? line : line, 'rest']);
    expect(steps).toEqual(isHidden ? [{ kind: 'headerHidden' }] : []);
  });

  test('is one only in the first line', () => {
    expect(decode(JSON.stringify({ script_output: `a\n${header}` })).output).toEqual(['a', header]);
  });
});

test('whatever comes, a transcript comes of it', () => {
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.json().map((text) => Buffer.from(text)),
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(JSON.stringify({ script_output: text }), 'utf16le')),
  );
  fc.assert(
    fc.property(body, (bytes) => {
      const { output, errors } = decode(bytes);
      for (const line of [...output, ...errors]) expect(line).not.toMatch(/[\0\r\n]/);
    }),
  );
});

test('megabytes of what a pattern could stumble on are read', () => {
  const pieces = ['\u009D', '\u001B]', '\u001B[', '\u001B', '\u009B0', '\u001B ', '\0', '\r', header];

  for (const piece of pieces) {
    const body = JSON.stringify({ script_output: piece.repeat(1_000_000 / piece.length) });
    expect(decode(body).exitCode).toBeUndefined();
  }
});

test('millions of empty lines are not kept one by one, and that is said', () => {
  const { output, steps } = decode(`${'\n'.repeat(2_000_000)}end`);

  expect(output.length).toBeLessThanOrEqual(500_000);
  expect(steps).toContainEqual({ kind: 'linesCut', lines: 500_000 });
});

test.each([
  ['{"script_output":"x","script_errors":""}', true],
  ['{"script_output":"x","script_error":null}', true],
  ['{"exit_code":0,"script_output":"x"}', false],
  ['{"exit_code":0,"script_output":"x', false],
  ['plain text', false],
])('%s: that there are no errors is known or not', (body, isKnown) => {
  expect(decode(body)).toMatchObject({ errors: [], areErrorsKnown: isKnown });
});

test('secrets are masked, in the output and in the errors, and lines stay lines', () => {
  const { output, errors } = decode(
    JSON.stringify({
      script_output: 'one\r\nnet user svc P4ssw0rd-of-svc /add\r\n\r\nfour',
      script_errors: 'password=P4ssw0rd-of-svc was refused',
    }),
  );

  expect(output).toEqual(['one', 'net user svc [password masked] /add', '', 'four']);
  expect(errors).toEqual(['password=[password masked] was refused']);
});
