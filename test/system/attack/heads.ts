/** Request lines and headers that no client of the bot sends; the token is good. */

import type { Attack, Attempt } from './attack.ts';

const to = (target: string): Attempt => ({ line: `POST ${target} HTTP/1.1` });
const as = (method: string): Attempt => ({ line: `${method} /api/messages HTTP/1.1` });
const at = (...hosts: readonly string[]): Attempt => ({ headers: { Host: hosts } });
const saying = (headers: Attempt['headers'] = {}): Attempt => ({ headers });
const chunked = { 'Content-Length': undefined, 'Transfer-Encoding': 'chunked' };

export const headAttacks: readonly Attack[] = [
  ['a target with a scheme', 400, () => to('http://evil.example/api/messages')],
  ['a target that is no URL', 400, () => to('http://[')],
  ['a target of two slashes', 404, () => to('//[/api/messages')],
  ['a target of another host', 404, () => to('//evil.example/api/messages')],
  ['the target *', 400, () => to('*')],
  ['a target without a slash', 400, () => to('api/messages')],
  ['a target beyond ASCII', 400, () => to('/api/mess\u00e4ges')],
  ['a target that escapes badly', 404, () => to('/%zz%')],
  ['a target that climbs', 404, () => to('/../../etc/passwd')],
  ['a target that climbs, escaped', 404, () => to('/%2e%2e%2fetc%2fpasswd')],
  ['the target /__proto__', 404, () => to('/__proto__')],
  ['an endless target', 431, () => to(`/${'a'.repeat(17_000)}`)],
  ['a query of a thousand keys', 404, () => to(`/nowhere?${'a[]=1&'.repeat(1_000)}`)],
  ['GET', 405, () => as('GET')],
  ['PUT', 405, () => as('PUT')],
  ['DELETE', 405, () => as('DELETE')],
  ['OPTIONS', 405, () => as('OPTIONS')],
  ['TRACE', 405, () => as('TRACE')],
  ['CONNECT', 0, () => ({ line: 'CONNECT evil.example:443 HTTP/1.1' })],
  ['a method that nobody knows', 400, () => as('EVIL')],
  [
    'a method overridden',
    405,
    () => ({ ...as('GET'), headers: { 'X-HTTP-Method-Override': 'POST', 'X-HTTP-Method': 'POST' } }),
  ],
  ['no host', 400, () => at()],
  ['a host that is no URL', 400, () => at('[')],
  ['a host with a port beyond all', 400, () => at('bot:99999')],
  ['a host with a path', 400, () => at('bot/evil')],
  ['a host with a user', 400, () => at('user@bot')],
  ['a host with a space', 400, () => at('bot evil')],
  ['a host beyond ASCII', 400, () => at('b\u00f6t')],
  ['a header without end', 431, () => saying({ 'X-Padding': 'a'.repeat(17_000) })],
  [
    'headers without number',
    431,
    () => saying(Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`X-${i}`, 'a']))),
  ],
  ['a header with a NUL', 400, () => saying({ 'X-Odd': 'a\0b' })],
  ['a header that goes on in the next line', 400, () => saying({ 'X-Odd': 'a\r\n b' })],
  ['a header without a colon', 400, () => saying({ 'X-Odd': 'a\r\nodd' })],
  ['a header that ends in a bare line feed', 400, () => saying({ 'X-Odd': 'a\nX-More: b' })],
  ['a name with a space', 400, () => saying({ 'X Odd': 'a' })],
  ['a length and chunks', 400, () => saying({ 'Transfer-Encoding': 'chunked' })],
  ['two lengths', 400, () => saying({ 'Content-Length': ['5', '6'] })],
  ['a length below zero', 400, () => saying({ 'Content-Length': '-1' })],
  ['a length in hex', 400, () => saying({ 'Content-Length': '0x10' })],
  ['chunks of an odd size', 400, () => ({ headers: chunked, body: 'zz\r\n{}\r\n0\r\n\r\n' })],
  ['a chunk larger than all', 400, () => ({ headers: chunked, body: 'ffffffffffffffffff\r\n{}\r\n0\r\n\r\n' })],
  [
    'a coding that nobody knows',
    400,
    () => saying({ 'Content-Length': undefined, 'Transfer-Encoding': 'chunked, evil' }),
  ],
  ['an expectation that nobody can meet', 417, () => saying({ Expect: 'the-impossible' })],
  ['HTTP/2', 400, () => ({ line: 'PRI * HTTP/2.0' })],
  ['HTTP/0.9', 405, () => ({ line: 'GET /api/messages' })],
  ['no HTTP at all', 400, () => ({ line: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03' })],
];
