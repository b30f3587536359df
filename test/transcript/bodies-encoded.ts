import type { DecodeStep } from '../../src/transcript/model.ts';
import type { Body } from './bodies.ts';

const json = '{"script_output":"Grüße, 你好 😀","script_errors":""}';
const seen = { output: 'Grüße, 你好 😀', areErrorsKnown: true };

const as = (encoding: string): DecodeStep => ({ kind: 'decodedAs', encoding });
const notJson = { kind: 'notJson' } as const;

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
/** Beyond what the encoding is judged by. */
const long = 'x'.repeat(70_000);

export const encodedBodies: readonly Body[] = [
  { name: 'UTF-8', bytes: Buffer.from(json), ...seen },
  {
    name: 'UTF-8 with a mark',
    bytes: Buffer.from(`\uFEFF${json}`),
    ...seen,
    steps: [as('UTF-8 with a byte order mark')],
  },
  {
    name: 'UTF-8 with two marks',
    bytes: Buffer.from(`\uFEFF\uFEFF${json}`),
    ...seen,
    steps: [as('UTF-8 with a byte order mark')],
  },
  { name: 'UTF-16LE with two marks', bytes: wide(`\uFEFF\uFEFF${json}`), ...seen, steps: [as('UTF-16LE')] },
  { name: 'UTF-16LE with a mark', bytes: wide(`\uFEFF${json}`), ...seen, steps: [as('UTF-16LE')] },
  { name: 'UTF-16BE with a mark', bytes: wide(`\uFEFF${json}`).swap16(), ...seen, steps: [as('UTF-16BE')] },
  { name: 'UTF-16LE without a mark', bytes: wide(json), ...seen, steps: [as('UTF-16LE')] },
  { name: 'UTF-16BE without a mark', bytes: wide(json).swap16(), ...seen, steps: [as('UTF-16BE')] },
  {
    name: 'UTF-16LE without a mark, in letters without NULs',
    bytes: wide(`{"script_output":"${'漢字'.repeat(3_000)}"}`),
    output: '漢字'.repeat(3_000),
    steps: [as('UTF-16LE')],
  },
  {
    name: 'UTF-16LE as raw text',
    bytes: wide('Access is denied.\r\n'),
    output: 'Access is denied.\r\n',
    steps: [as('UTF-16LE'), notJson],
  },
  {
    name: 'UTF-16LE with half a pair and half a unit',
    bytes: Buffer.concat([wide('\uFEFFab\uD83Dc'), Buffer.from([0x64])]),
    output: 'ab\uFFFDc\uFFFD',
    steps: [as('UTF-16LE'), { kind: 'badBytes', count: 1 }, notJson, { kind: 'loneSurrogates', count: 1 }],
  },
  {
    name: 'UTF-8 padded with NULs',
    bytes: Buffer.from(`${json}${'\0'.repeat(300)}`),
    ...seen,
    steps: [{ kind: 'mendedJson' }, { kind: 'nulsRemoved', count: 300 }],
  },
  {
    name: 'NULs within raw text',
    bytes: Buffer.from('a\0\0b\0'),
    output: 'ab',
    steps: [notJson, { kind: 'nulsRemoved', count: 3 }],
  },
  {
    name: 'windows-1252',
    bytes: latin('{"script_output":"Zugriff verweigert: \xE4\xF6\xFC \x80"}'),
    output: 'Zugriff verweigert: äöü €',
    steps: [as('windows-1252')],
  },
  {
    name: 'UTF-8 with bytes of another encoding',
    bytes: Buffer.concat([Buffer.from('{"script_output":"äöü '), latin('\xE4\x80\xFF'), Buffer.from('"}')]),
    output: 'äöü ä€ÿ',
    steps: [{ kind: 'legacyBytes', count: 3 }],
  },
  {
    name: 'UTF-8 that ends within a letter',
    bytes: Buffer.from('äö€').subarray(0, -1),
    output: 'äöâ‚',
    steps: [{ kind: 'legacyBytes', count: 2 }, notJson],
  },
  {
    name: 'bytes that are no UTF-8, far behind the start',
    bytes: Buffer.concat([Buffer.from(long), latin('\xE4 \xED\xA0\x80')]),
    output: `${long}ä í\u00A0€`,
    steps: [{ kind: 'legacyBytes', count: 4 }, notJson],
  },
  { name: 'nothing', bytes: Buffer.alloc(0), output: '' },
  { name: 'blanks', bytes: Buffer.from(' \r\n'), output: ' \r\n' },
  { name: 'a NUL', bytes: Buffer.alloc(1), output: '', steps: [{ kind: 'nulsRemoved', count: 1 }] },
  { name: 'a mark alone', bytes: Buffer.from([0xff, 0xfe]), output: '', steps: [as('UTF-16LE')] },
  {
    name: 'a transcript whose text begins too far behind',
    bytes: Buffer.from(`{"script_name":"${long}","script_output":"x"}`),
    output: `{"script_name":"${long}","script_output":"x"}`,
    steps: [notJson],
  },
  { name: 'a long text', bytes: Buffer.from(`{"script_output":"${long}\\n${long}"}`), output: `${long}\n${long}` },
];
