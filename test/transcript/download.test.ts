import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { download, fileNameOf, type Download } from '../../src/transcript/download.ts';
import { DeadlineError } from '../../src/clock.ts';
import { DownloadError } from '../../src/transcript/errors.ts';
import { thrown } from '../support/thrown.ts';
import { bytesOf, secret, startStorage, type Storage } from './storage.ts';

let storage: Storage;
beforeEach(async () => (storage = await startStorage()));
afterEach(() => storage.close());

async function text({ body }: Download): Promise<string> {
  return (await bytesOf(body)).toString();
}

function get<T>(read: (download: Download) => Promise<T>, signal?: AbortSignal): Promise<T> {
  return download(storage.link('x'), read, storage.options, signal);
}

test('asks for the path as the link has it, without any authorization', async () => {
  const path = '/c/a%2Bb%20c//./..?sig=a/b%2Fc+d%3D&x={y}';
  storage.http.expect('GET', path, { body: 'content' });

  expect(await download(storage.http.url + path, text, storage.options)).toBe('content');
  const [request] = storage.http.requests;
  expect(request?.path).toBe(path);
  expect(Object.keys(request?.headers ?? {})).toEqual(['host', 'connection']);
});

test('does not even connect to a host that is not listed', async () => {
  const work = download(storage.link('x'), text, { ...storage.options, hosts: ['core.windows.net'] });

  expect(await thrown(work)).toMatchObject({ kind: 'refused' });
  expect(storage.http.requests).toEqual([]);
});

test('gives the name of the file as live response writes it', async () => {
  storage.http.expect('GET', storage.path('x'), {
    body: '',
    headers: { 'content-disposition': 'attachment; filename="a%20b.txt.gz"' },
  });

  expect(await get(({ fileName }) => Promise.resolve(fileName))).toBe('a b.txt');
});

test('a fault of the reader stays what it is', async () => {
  storage.http.expect('GET', storage.path('x'), { body: 'content' });

  expect(await thrown(get(() => Promise.reject(new TypeError('a bug'))))).toMatchObject({ message: 'a bug' });
});

test.each([
  ['expired', 403, 'AuthenticationFailed'],
  ['gone', 404, 'BlobNotFound'],
  ['gone', 410, undefined],
  ['failed', 409, undefined],
  ['failed', 500, 'InternalError'],
  ['failed', 503, 'ServerBusy'],
  ['failed', 206, undefined],
  ['refused', 301, undefined],
  ['refused', 302, undefined],
  ['refused', 307, undefined],
])('tells %s from status %d, with the storage’s own code', async (kind, status, code) => {
  storage.http.expect('GET', storage.path('x'), {
    status,
    body: `<Error><Message>${secret}</Message></Error>`,
    headers: { location: `${storage.http.url}/elsewhere`, ...(code === undefined ? {} : { 'x-ms-error-code': code }) },
  });

  expect(await thrown(get(text))).toMatchObject({ name: 'DownloadError', kind, code });
  expect(storage.http.requests).toHaveLength(1);
});

test.each(['a b', '<x>', 'x'.repeat(61), secret])('takes no code that is none: %s', async (code) => {
  storage.http.expect('GET', storage.path('x'), { status: 404, headers: { 'x-ms-error-code': code } });

  expect(await thrown(get(text))).toMatchObject({ kind: 'gone', code: undefined });
});

describe('a connection that breaks', () => {
  test.each([
    ['before an answer', 'reset'],
    ['in the middle of the body', { raw: 'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf' }],
    ['in the middle of a chunk', { raw: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf' }],
    ['with no HTTP', { raw: 'SSH-2.0-OpenSSH\r\n' }],
  ] as const)('%s is unreachable', async (_, behaviour) => {
    storage.http.expect('GET', storage.path('x'), behaviour);

    const error = await thrown(get(text));

    expect(error).toMatchObject({ kind: 'unreachable' });
    expect(error.cause).toMatchObject({ message: expect.stringMatching(/^\w*Error( [A-Z_]+)?$/) }); // a name and a code, no bytes
  });
});

describe('time', () => {
  const half = { raw: 'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf', open: true } as const;

  test.each([
    ['unreachable', 'an answer that does not come', 'hang'],
    ['unreachable', 'a body that does not end', half],
  ] as const)('is up (%s) for %s', async (kind, _, behaviour) => {
    storage.http.expect('GET', storage.path('x'), behaviour);
    const error = thrown(get(text));
    await untilAsked();

    await storage.clock.advance(59_999);
    expect(storage.clock.sleepers).toBe(1);
    await storage.clock.advance(1);

    expect(await error).toMatchObject({ kind });
    expect(storage.clock.sleepers).toBe(0);
  });

  test('that the asker has no more of is not the storage’s fault', async () => {
    storage.http.expect('GET', storage.path('x'), half);
    const asker = new AbortController();
    const error = thrown(get(text, asker.signal));
    await untilAsked();

    asker.abort(new DeadlineError('the command took too long'));

    expect(await error).toBe(asker.signal.reason);
    expect(storage.clock.sleepers).toBe(0);
  });

  test('is not spent on the words of a refusal', async () => {
    storage.http.expect('GET', storage.path('x'), { raw: half.raw.replace('200 OK', '403 No'), open: true });

    expect(await thrown(get(text))).toMatchObject({ kind: 'expired' });
    expect(storage.clock.sleepers).toBe(0);
  });

  test('is not waited for after an answer', async () => {
    storage.http.expect('GET', storage.path('x'), { body: 'x' });

    await get(text);

    expect(storage.clock.sleepers).toBe(0);
  });
});

test('what is not read is not fetched: the connection is given back', async () => {
  storage.http.expect('GET', storage.path('x'), { body: Buffer.alloc(5_000_000) });
  storage.http.expect('GET', storage.path('x'), { body: 'next' });

  expect(await get(() => Promise.resolve('unread'))).toBe('unread');

  expect(await get(text)).toBe('next'); // the storage takes one connection at a time
});

test('what the reader says of the content arrives', async () => {
  storage.http.expect('GET', storage.path('x'), { body: 'x' });
  const error = new DownloadError('tooLarge', 'too large');

  expect(await thrown(get(() => Promise.reject(error)))).toBe(error);
});

test.each<[string | string[] | undefined, string | undefined]>([
  [undefined, undefined],
  ['attachment', undefined],
  ['attachment; filename="a.txt"', 'a.txt'],
  ['attachment; filename=a.txt.gz; size=3', 'a.txt'],
  ['attachment; FileName = "A.TXT.GZ"', 'A.TXT'],
  ['attachment; filename="C%3A%5CTemp%5Cdmp.zip.gz"', 'C:\\Temp\\dmp.zip'],
  ['attachment; filename="100%.txt"', '100%.txt'],
  ['attachment; filename="a%0A%E2%80%AEb.gz"', 'a\n\u202Eb'],
  ['attachment; filename=""', undefined],
  ['attachment; filename=".gz"', '.gz'],
  ['attachment; filename="x.gz.gz"', 'x.gz'],
  [['attachment; filename="a"', 'attachment; filename="b"'], 'a'],
])('the header %j names %j', (header, name) => {
  expect(fileNameOf(header)).toBe(name);
});

/** The request is there, and the answer is being waited for. */
async function untilAsked(): Promise<void> {
  while (storage.http.requests.length === 0) await storage.clock.advance(0);
  await storage.clock.advance(0);
}
