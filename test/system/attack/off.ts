/** What reaches a bot without authentication from a web page that its developer opens, or from elsewhere. */

import type { Attack, Attempt } from './attack.ts';

const saying = (headers: Attempt['headers'] = {}): Attempt => ({ headers });
const simple = 'text/plain';

/** Source: fetch.spec.whatwg.org, `Origin`; w3.org/TR/fetch-metadata */
const browserHeaders: readonly (readonly [name: string, headers: Readonly<Record<string, string>>])[] = [
  ['a foreign page', { Origin: 'https://evil.example' }],
  ['a page without an origin of its own', { Origin: 'null' }],
  ['a page of this machine', { Origin: 'http://127.0.0.1:3978' }],
  ['an empty origin', { Origin: '' }],
  ['a foreign page that hides its origin', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }],
  ['a page of a sibling', { 'Sec-Fetch-Site': 'same-site' }],
  ['a page that found this machine by a name of its own', { 'Sec-Fetch-Site': 'same-origin' }],
  ['the address bar', { 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Mode': 'navigate' }],
  ['a form of a foreign page', { Origin: 'https://evil.example', 'Content-Type': 'application/x-www-form-urlencoded' }],
  ['a form of text', { Origin: 'https://evil.example', 'Content-Type': simple }],
  ['a form with files', { Origin: 'https://evil.example', 'Content-Type': 'multipart/form-data; boundary=x' }],
];

const foreignHosts = [
  'evil.example',
  'evil.example:3978',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  '127.0.0.1.nip.io:3978',
  'localhost.',
  '0.0.0.0',
  '10.0.0.1',
  '2130706433',
  '0x7f.1',
  '[::]',
  '[::ffff:10.0.0.1]',
] as const;

const foreignServiceUrls = [
  'https://smba.trafficmanager.net/teams/',
  'http://evil.example/',
  'http://127.0.0.1.evil.example/',
  'http://localhost@evil.example/',
  'http://evil.example#@127.0.0.1/',
  'http://127.0.0.1\\@evil.example/',
  'http://169.254.169.254/',
  'http://0.0.0.0/',
  'ftp://127.0.0.1/',
  'file:///etc/passwd',
  'javascript:alert(1)',
] as const;

export const offAttacks: readonly Attack[] = [
  ...browserHeaders.map(([name, headers]): Attack => [name, 403, () => saying(headers)]),
  ...foreignHosts.map((host): Attack => [`the host ${host}`, 403, () => saying({ Host: host })]),
  ['no host, as long ago', 403, () => ({ line: 'POST /api/messages HTTP/1.0', headers: { Host: undefined } })],
  ...foreignServiceUrls.map((serviceUrl): Attack => [
    `the service URL ${serviceUrl}`,
    403,
    ({ forged }) => ({ body: forged({ serviceUrl }) }),
  ]),
  ['a form without an origin', 415, () => saying({ 'Content-Type': 'application/x-www-form-urlencoded' })],
  ['what a page may send without asking', 415, () => saying({ 'Content-Type': simple })],
  ['a beacon', 415, () => saying({ 'Content-Type': 'text/plain;charset=UTF-8' })],
  ['a picture', 405, () => ({ line: 'GET /api/messages HTTP/1.1' })],
  [
    'a question whether a page may ask',
    405,
    () => ({
      line: 'OPTIONS /api/messages HTTP/1.1',
      headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' },
    }),
  ],
];
