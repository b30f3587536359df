import type { DecodeStep } from '../../src/transcript/model.ts';
import type { Body } from './bodies.ts';

const mended = { kind: 'mendedJson' } as const;
const cut = { kind: 'endMissing' } as const;
const notJson = { kind: 'notJson' } as const;
const nested = { kind: 'nestedJson' } as const;

const nuls = (count: number): DecodeStep => ({ kind: 'nulsRemoved', count });
const strays = (count: number): DecodeStep => ({ kind: 'strayBytes', count });
const others = (count: number): DecodeStep => ({ kind: 'otherFields', count });
const repeats = (count: number): DecodeStep => ({ kind: 'repeatedFields', count });
const lone = (count: number): DecodeStep => ({ kind: 'loneSurrogates', count });

type Row = readonly [name: string, text: string, seen: Omit<Body, 'name' | 'bytes'>];

/** Source of the first: the sample at learn.microsoft.com/defender-endpoint/api/get-live-response-result */
const transcripts: readonly Row[] = [
  [
    'the documented sample, with its raw line break and its NULs',
    '{\n  "script_name": "minidump.ps1",\n  "exit_code": 0,\n  "script_output": "Transcript started\nC:\\\\windows\\\\TEMP\\\\a.dmp.zip\\n51 MB\\n\\u0000\\u0000\\u0000",\n  "script_errors":""\n}',
    {
      output: 'Transcript started\nC:\\windows\\TEMP\\a.dmp.zip\n51 MB\n',
      scriptName: 'minidump.ps1',
      exitCode: 0,
      areErrorsKnown: true,
      steps: [mended, nuls(3)],
    },
  ],
  [
    'all fields',
    '{"script_name":"a.ps1","exit_code":3,"script_output":"one\\r\\ntwo","script_errors":"bad"}',
    { output: 'one\r\ntwo', errors: 'bad', scriptName: 'a.ps1', exitCode: 3, areErrorsKnown: true },
  ],
  [
    'fields in another order',
    '{"script_errors":"bad","script_output":"x","exit_code":-1073741819,"script_name":"a"}',
    { output: 'x', errors: 'bad', scriptName: 'a', exitCode: -1_073_741_819, areErrorsKnown: true },
  ],
  [
    'the older script_error',
    '{"script_output":"","script_error":"bad"}',
    { output: '', errors: 'bad', areErrorsKnown: true },
  ],
  [
    'no output',
    '{"exit_code":0,"script_output":"","script_errors":""}',
    { output: '', exitCode: 0, areErrorsKnown: true },
  ],
  ['output alone', '{"script_output":"x"}', { output: 'x' }],
  ['the exit code alone', '{"exit_code":5}', { output: '', exitCode: 5 }],
  ['null for a text', '{"script_output":null,"script_errors":null}', { output: '', areErrorsKnown: true }],
  ['an array for a text', '{"script_output":["a", 1]}', { output: '["a", 1]' }],
  ['an object for a text', '{"script_output":{"a":"}\\"]"},"exit_code":0}', { output: '{"a":"}\\"]"}', exitCode: 0 }],
  ['a number for a text', '{"script_output": -1.5e3 ,"exit_code":0}', { output: '-1.5e3', exitCode: 0 }],
  ['false for a text', '{"script_output":false}', { output: 'false' }],
  ['fields of other kinds', '{"exit_code":"0","script_name":7,"script_output":"x"}', { output: 'x' }],
  ['an exit code beyond whole numbers', '{"exit_code":1e21,"script_output":"x"}', { output: 'x' }],
  [
    'fields that nobody knows',
    '{"id":"a\\"b","list":[{"exit_code":9}],"script_output":"x","more":{"a":"}"}}',
    { output: 'x', steps: [others(3)] },
  ],
  ['keys written as escapes', '{"script\\u005foutput":"x"}', { output: 'x' }],
  [
    'every escape',
    '{"script_output":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20ac\\ud83d\\ude00"}',
    { output: '"\\/\b\f\n\r\té€😀' },
  ],
  [
    'halves of surrogate pairs',
    '{"script_output":"\\ud83d x \\ude00\\ud83d\\n"}',
    { output: '\uFFFD x \uFFFD\uFFFD\n', steps: [lone(3)] },
  ],
  [
    'a key that comes again',
    '{"script_output":"one","script_output":"two","exit_code":1,"exit_code":2}',
    { output: 'one', exitCode: 1, steps: [repeats(2)] },
  ],
  [
    'a key that comes again after nothing',
    '{"script_errors":null,"script_error":"bad"}',
    { output: '', errors: 'bad', areErrorsKnown: true },
  ],
  [
    'a long name',
    `{"script_name":"${'n'.repeat(1_023)}€","exit_code":0}`,
    { output: '', scriptName: 'n'.repeat(1_023), exitCode: 0 },
  ],
  [
    'a wrapper around it',
    '{"@odata.context":"c","value":{"script_name":"a","exit_code":1,"script_output":"x"}}',
    { output: 'x', scriptName: 'a', exitCode: 1, steps: [nested] },
  ],
  ['an array around it', '[{"script_output":"x"}]\n', { output: 'x', steps: [nested] }],
  ['two in an array', '[{"script_output":"x"}, {"script_output":"y"}]', { output: 'x', steps: [nested, strays(21)] }],
];

const damaged: readonly Row[] = [
  [
    'raw control characters',
    '{"script_output":"a\tb\u001B[0m\r\nc"}',
    { output: 'a\tb\u001B[0m\r\nc', steps: [mended] },
  ],
  ['raw NULs in a text', '{"script_output":"a\0\0b"}', { output: 'ab', steps: [mended, nuls(2)] }],
  [
    'raw NULs in a name',
    '{"script_name":"a\0.ps1","exit_code":0}',
    { output: '', scriptName: 'a.ps1', exitCode: 0, steps: [mended, nuls(1)] },
  ],
  ['raw NULs in an array for a text', '{"script_output":["a\0"]}', { output: '["a"]', steps: [nuls(1)] }],
  ['NULs behind the end', '{"script_output":"x"}\0\0', { output: 'x', steps: [mended, nuls(2)] }],
  ['garbage behind the end', '{"script_output":"x"} abc', { output: 'x', steps: [mended, strays(3)] }],
  [
    'escapes that are none',
    '{"script_output":"C:\\Users \\u12 \\x"}',
    { output: 'C:\\Users \\u12 \\x', steps: [mended] },
  ],
  [
    'quotes that nobody escaped',
    '{"script_output":"he said "hi", and "bye".","exit_code":0}',
    { output: 'he said "hi", and "bye".', exitCode: 0, steps: [mended] },
  ],
  ['a missing comma', '{"exit_code":0 "script_output":"x"}', { output: 'x', exitCode: 0, steps: [mended] }],
  [
    'a comma too many',
    '{"exit_code":0,,"script_output":"x",}',
    { output: 'x', exitCode: 0, steps: [mended, strays(1)] },
  ],
  ['a missing value', '{"exit_code":,"script_output":"x"}', { output: 'x', steps: [mended] }],
  ['a word for a value', '{"exit_code":None,"script_output":"x"}', { output: 'x', steps: [mended] }],
  ['a wrong bracket', '{"exit_code":0],"script_output":"x"}', { output: 'x', exitCode: 0, steps: [mended, strays(1)] }],
  [
    'an end within the output',
    '{"exit_code":5,"script_output":"one\\ntw',
    { output: 'one\ntw', exitCode: 5, steps: [cut] },
  ],
  ['an end within an escape', '{"script_output":"one\\u00', { output: 'one', steps: [cut] }],
  ['an end within a pair', '{"script_output":"one\\ud83d\\ud', { output: 'one', steps: [cut] }],
  [
    'an end within the errors',
    '{"script_output":"x","script_errors":"ba',
    { output: 'x', errors: 'ba', areErrorsKnown: true, steps: [cut] },
  ],
  ['an end within a number', '{"script_output":"x","exit_code":1', { output: 'x', steps: [cut] }],
  ['an end within a word', '{"script_output":nul', { output: '', steps: [cut] }],
  ['an end within a key', '{"script_output":"x","script_err', { output: 'x', steps: [cut] }],
  ['an end behind a text', '{"script_output":"x"', { output: 'x', steps: [cut] }],
  ['NULs in place of the end', '{"script_output":"x\0\0\0', { output: 'x', steps: [mended, cut, nuls(3)] }],
];

const other: readonly (readonly [name: string, text: string])[] = [
  ['an array', '["script_output"]'],
  ['a string', '"script_output"'],
  ['a number', '12'],
  ['another object', '{"a":{"exit_code":1}}'],
  ['an object with an inherited name', '{"__proto__":1}'],
  ['text', 'Access denied.'],
  ['text that begins with a bracket', '{ a script block }\r\nscript_output: x'],
  ['XML', '<Error><Code>X</Code></Error>'],
  ['half a document without a text in it', '{"script_na'],
  ['damage before any text', '{"script_name" "a","script_output":"x"}'],
  ['a deep nest', '['.repeat(500)],
  ['a transcript in a nest too deep', `${'['.repeat(64)}{"script_output":"x"}${']'.repeat(64)}`],
  ['a template of a card', '${$root.x} <at>all</at> [a](javascript:b)'],
];

export const jsonBodies: readonly Body[] = [
  ...[...transcripts, ...damaged].map(([name, text, seen]) => ({ name, bytes: Buffer.from(text), ...seen })),
  ...other.map(([name, text]) => ({
    name: `no transcript: ${name}`,
    bytes: Buffer.from(text),
    output: text,
    steps: [notJson],
  })),
];
