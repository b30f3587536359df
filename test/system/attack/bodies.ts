/** Bodies that are not what the bot reads; who sends them is genuine. */

import { gzipSync } from 'node:zlib';
import type { Attack } from './attack.ts';

const form = 'application/x-www-form-urlencoded';
const boundary = '--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n{}\r\n--x--';
const bomb = gzipSync(`{"type":"message","text":"${'a'.repeat(50_000_000)}"}`);
const maxBytes = 256 * 1024;

export const bodyAttacks: readonly Attack[] = [
  ['a form', 415, () => ({ headers: { 'Content-Type': form }, body: 'type=message' })],
  [
    'multipart with a file',
    415,
    () => ({ headers: { 'Content-Type': 'multipart/form-data; boundary=x' }, body: boundary }),
  ],
  ['text', 415, () => ({ headers: { 'Content-Type': 'text/plain' } })],
  ['no type', 415, () => ({ headers: { 'Content-Type': undefined } })],
  ['JSON among other types', 415, () => ({ headers: { 'Content-Type': 'application/json, text/plain' } })],
  ['JSON in another charset', 415, () => ({ headers: { 'Content-Type': 'application/json; charset=utf-16' } })],
  ['a gzip bomb', 415, () => ({ headers: { 'Content-Encoding': 'gzip' }, body: bomb })],
  [
    'gzip garbage',
    415,
    () => ({ headers: { 'Content-Encoding': 'gzip' }, body: Buffer.from('1f8b08ffffffff', 'hex') }),
  ],
  ['gzip twice', 415, () => ({ headers: { 'Content-Encoding': 'gzip, gzip' }, body: gzipSync(bomb) })],
  ['gzip that is not called so', 400, () => ({ body: bomb })],
  ['deflate', 415, () => ({ headers: { 'Content-Encoding': 'deflate' }, body: 'x' })],
  ['a length beyond the limit', 413, () => ({ headers: { 'Content-Length': String(10 * maxBytes) }, body: '{' })],
  ['a length beyond all numbers', 413, () => ({ headers: { 'Content-Length': '9007199254740993' }, body: '{' })],
  ['more than the limit without a length', 413, () => ({ headers: chunked, body: chunk('a'.repeat(maxBytes + 1)) })],
  ['many chunks without an end', 413, () => ({ headers: chunked, body: chunk('a'.repeat(1_000)).repeat(264) })],
  ['nothing', 400, () => ({ body: '' })],
  ['half of an object', 400, () => ({ body: '{"type":' })],
  ['bytes that are not UTF-8', 400, () => ({ body: Buffer.from('7b22ff227d', 'hex') })],
  ['UTF-16', 400, ({ forged }) => ({ body: Buffer.from(JSON.stringify(forged()), 'utf16le') })],
  ['a list', 400, ({ forged }) => ({ body: [forged()] })],
  ['null', 400, () => ({ body: 'null' })],
  ['a number beyond all', 400, () => ({ body: '1e999999' })],
  ['a text', 400, () => ({ body: '"message"' })],
  ['two objects', 400, ({ forged }) => ({ body: JSON.stringify(forged()).repeat(2) })],
  ['JSON with comments', 400, ({ forged }) => ({ body: `/**/${JSON.stringify(forged())}` })],
  ['lists nested deep', 400, () => ({ body: '['.repeat(200_000) })],
  ['objects nested deep', 400, () => ({ body: '{"a":'.repeat(40_000) })],
  ['a value nested deep', 400, ({ forged }) => ({ body: { ...forged(), value: nested(65) } })],
  ['everything below __proto__', 400, ({ forged }) => ({ body: `{"__proto__":${JSON.stringify(forged())}}` })],
  ['everything below constructor.prototype', 400, ({ forged }) => ({ body: { constructor: { prototype: forged() } } })],
  [
    'a sender below __proto__',
    400,
    ({ forged }) => ({ body: spliced(forged({ from: '@' }), '{"__proto__":{"id":"29:x"}}') }),
  ],
  [
    'a conversation below __proto__',
    400,
    ({ forged }) => ({ body: spliced(forged({ conversation: '@' }), '{"__proto__":{"id":"a:x"}}') }),
  ],
  [
    'a key twice, the second of another type',
    400,
    ({ forged }) => ({ body: JSON.stringify(forged()).replace(/\}$/, ',"from":[]}') }),
  ],
];

const chunked = { 'Content-Length': undefined, 'Transfer-Encoding': 'chunked' };

function chunk(text: string): string {
  return `${text.length.toString(16)}\r\n${text}\r\n`;
}

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

/** What `JSON.stringify` cannot write, in the place of an `@`. */
function spliced(message: object, json: string): string {
  return JSON.stringify(message).replace('"@"', json);
}
