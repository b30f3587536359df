import { ZipDeflate, ZipPassThrough, zipSync } from 'fflate';
import { gzipSync } from 'node:zlib';
import type { DecodeStep } from '../../src/transcript/model.ts';
import type { Body } from './bodies.ts';
import { streamedZip } from './streamed-zip.ts';

const json = Buffer.from('{"exit_code":0,"script_output":"one\\ntwo","script_errors":"bad"}');
const seen = { output: 'one\ntwo', errors: 'bad', exitCode: 0, areErrorsKnown: true };
const [hello, oops] = [Buffer.from('hello\r\n'), Buffer.from('oops')];

const gunzipped = { kind: 'gunzipped' } as const;
const unzipped = { kind: 'unzipped' } as const;
const damagedZip = { kind: 'damagedZip' } as const;
const notJson = { kind: 'notJson' } as const;
const listed = (count: number): DecodeStep => ({ kind: 'zipListed', count });
const others = (count: number): DecodeStep => ({ kind: 'otherEntries', count });

function changed(bytes: Uint8Array, ...changes: readonly (readonly [at: number, value: number])[]): Buffer {
  const copy = Buffer.from(bytes);
  for (const [at, value] of changes) copy[at] = value;
  return copy;
}

/** Offsets within the first header. Source: APPNOTE.TXT section 4.3.7 */
const at = { flags: 6, method: 8, crc: 14, name: 30 };

const fifth = gzipSync(json);
const single = zipSync({ 'result.json': json });
const two = zipSync({ 'a.txt': hello, 'b.txt': oops });

const zips: readonly Body[] = [
  { name: 'a zip of the output', bytes: zipSync({ stdout: hello }), output: 'hello\r\n', steps: [unzipped] },
  {
    name: 'a zip of output, errors and more',
    bytes: zipSync({ 'dir/': new Uint8Array(), 'dir/StdErr.log': oops, 'note.txt': hello, 'dir/stdout.txt': hello }),
    output: 'hello\r\n',
    errors: 'oops',
    areErrorsKnown: true,
    steps: [unzipped, others(1)],
  },
  {
    name: 'a zip of output behind something else',
    bytes: zipSync({ 'note.txt': oops, stdout: json }),
    output: json.toString(),
    steps: [unzipped, others(1)],
  },
  {
    name: 'a zip of wide output',
    bytes: zipSync({ stdout: Buffer.from('\uFEFFhé', 'utf16le') }),
    output: 'hé',
    steps: [unzipped, { kind: 'decodedAs', encoding: 'UTF-16LE' }],
  },
  { name: 'a zip of a transcript', bytes: single, ...seen, steps: [unzipped] },
  { name: 'a zip of a stored transcript', bytes: zipSync({ a: json }, { level: 0 }), ...seen, steps: [unzipped] },
  { name: 'a zip of gzip', bytes: zipSync({ 'a.gz': gzipSync(json) }), ...seen, steps: [unzipped, gunzipped] },
  {
    name: 'a zip with sizes behind',
    bytes: streamedZip({ stdout: hello, stderr: oops }, ZipDeflate),
    output: 'hello\r\n',
    errors: 'oops',
    areErrorsKnown: true,
    steps: [unzipped],
  },
  {
    name: 'a zip with sizes behind, of others',
    bytes: streamedZip({ a: hello, b: oops }, ZipDeflate),
    output: 'a\nb\n',
    steps: [unzipped, listed(2)],
  },
  {
    name: 'a stored zip with sizes behind',
    bytes: streamedZip({ a: hello }, ZipPassThrough),
    output: 'a\n',
    steps: [unzipped, listed(1), { kind: 'unknownPacking', count: 1 }, damagedZip],
  },
  {
    name: 'a zip of several others',
    bytes: two,
    output: 'a.txt (7 bytes)\nb.txt (4 bytes)\n',
    steps: [unzipped, listed(2)],
  },
  {
    name: 'a zip with hostile names',
    bytes: zipSync({ 'a\n1 file, clean\u202E': hello, '../../etc/passwd': oops }),
    output: 'a\uFFFD1 file, clean\u202E (7 bytes)\n../../etc/passwd (4 bytes)\n',
    steps: [unzipped, listed(2)],
  },
  { name: 'an empty zip', bytes: zipSync({}), output: '', steps: [unzipped] },
  {
    name: 'an encrypted zip',
    bytes: changed(single, [at.flags, 1]),
    output: `result.json (${json.length} bytes)\n`,
    steps: [unzipped, listed(1), { kind: 'encryptedZip' }],
  },
  {
    name: 'a zip packed in another way',
    bytes: changed(single, [at.method, 14]),
    output: `result.json (${json.length} bytes)\n`,
    steps: [unzipped, listed(1), { kind: 'unknownPacking', count: 1 }],
  },
  { name: 'a zip with a wrong sum', bytes: changed(single, [at.crc, 0]), ...seen, steps: [unzipped, damagedZip] },
  {
    name: 'a zip that ends in a header',
    bytes: two.subarray(0, Buffer.from(two).indexOf('b.txt') - 10),
    output: 'hello\r\n',
    steps: [unzipped, damagedZip, notJson],
  },
  {
    name: 'a zip that ends in a text',
    bytes: zipSync({ stdout: json }, { level: 0 }).subarray(0, 36 + 20),
    output: '{"exit_code":0,"scri',
    steps: [unzipped, damagedZip],
  },
  { name: 'the mark of a zip alone', bytes: Buffer.from('PK\u0003\u0004'), output: '', steps: [unzipped, damagedZip] },
];

export const packedBodies: readonly Body[] = [
  { name: 'gzip', bytes: gzipSync(json), ...seen, steps: [gunzipped] },
  { name: 'gzip in gzip', bytes: gzipSync(gzipSync(json)), ...seen, steps: [gunzipped, gunzipped] },
  {
    name: 'gzip of two members',
    bytes: Buffer.concat([gzipSync(json.subarray(0, 9)), gzipSync(json.subarray(9))]),
    ...seen,
    steps: [gunzipped],
  },
  { name: 'gzip of a zip', bytes: gzipSync(single), ...seen, steps: [gunzipped, unzipped] },
  {
    name: 'gzip padded with NULs',
    bytes: Buffer.concat([gzipSync(json), Buffer.alloc(40)]),
    ...seen,
    steps: [gunzipped],
  },
  {
    name: 'gzip with garbage behind',
    bytes: Buffer.concat([gzipSync(json), hello]),
    ...seen,
    steps: [gunzipped, { kind: 'damagedGzip' }],
  },
  { name: 'gzip of raw text', bytes: gzipSync(hello), output: 'hello\r\n', steps: [gunzipped, notJson] },
  {
    name: 'gzip without its end',
    bytes: gzipSync(json, { level: 0 }).subarray(0, 15 + json.indexOf('tw')),
    output: 'one\n',
    exitCode: 0,
    steps: [gunzipped, { kind: 'damagedGzip' }],
  },
  {
    name: 'gzip with a wrong sum',
    bytes: changed(gzipSync(json), [gzipSync(json).length - 6, 1]),
    ...seen,
    steps: [gunzipped, { kind: 'damagedGzip' }],
  },
  {
    name: 'the mark of gzip alone',
    bytes: Buffer.from([0x1f, 0x8b]),
    output: '',
    steps: [gunzipped, { kind: 'damagedGzip' }],
  },
  {
    name: 'gzip packed more often than anybody does',
    bytes: [1, 2, 3, 4].reduce<Buffer>((bytes) => gzipSync(bytes), json),
    ...seen,
    steps: [gunzipped, gunzipped, gunzipped, gunzipped],
  },
  {
    name: 'gzip packed more often than is unpacked',
    bytes: [1, 2, 3, 4].reduce<Buffer>((bytes) => gzipSync(bytes), fifth),
    output: new TextDecoder('windows-1252').decode(fifth).replaceAll('\0', ''),
    steps: [
      ...Array.from({ length: 4 }, () => gunzipped),
      { kind: 'decodedAs', encoding: 'windows-1252' },
      notJson,
      { kind: 'nulsRemoved', count: fifth.filter((byte) => byte === 0).length },
    ],
  },
  ...zips,
];
