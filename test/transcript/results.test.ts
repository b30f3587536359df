import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { createFetchResult, type ResultRequest } from '../../src/transcript/fetch-result.ts';
import type { CommandResult } from '../../src/transcript/model.ts';
import type { Behaviour } from '../support/http-double.ts';
import { inspectDeep, thrown } from '../support/thrown.ts';
import { secret, startStorage, type Storage } from './storage.ts';

let storage: Storage;
let made: number;
beforeEach(async () => {
  storage = await startStorage();
  made = 0;
});
afterEach(() => storage.close());

/** Each link is a new one: `1`, `2`, … */
function link(): Promise<string> {
  made++;
  return Promise.resolve(storage.link(String(made)));
}

function answers(...behaviours: readonly Behaviour[]): void {
  for (const [i, behaviour] of behaviours.entries()) storage.http.expect('GET', storage.path(String(i + 1)), behaviour);
}

function fetchResult(request: Partial<ResultRequest> = {}): Promise<CommandResult> {
  return createFetchResult(storage.options)({ link, expect: 'transcript', ...request });
}

const body = JSON.stringify({ script_output: 'one' });
const named = { 'content-disposition': 'attachment; filename="a.txt.gz"' };

describe('a result', () => {
  test.each<[string, ResultRequest['expect'], Readonly<Record<string, string>>, CommandResult['kind']]>([
    ['a transcript where one is expected, named or not', 'transcript', named, 'transcript'],
    ['a file where one is expected, named or not', 'file', {}, 'file'],
    ['a file where nothing is known but its name', 'unknown', named, 'file'],
    ['a transcript where nothing is known', 'unknown', {}, 'transcript'],
  ])('is %s', async (_, expected, headers, kind) => {
    answers({ body: gzipSync(body), headers });

    expect((await fetchResult({ expect: expected })).kind).toBe(kind);
    expect(made).toBe(1);
  });

  test('is fetched by a new link when the first had expired', async () => {
    answers({ status: 403 }, { body });

    expect(await fetchResult()).toMatchObject({ transcript: { output: ['one'] } });
    expect(made).toBe(2);
  });

  test('is given up when the second link has expired too', async () => {
    answers({ status: 403 }, { status: 403 });

    expect(await thrown(fetchResult())).toMatchObject({ kind: 'expired' });
    expect(made).toBe(2);
  });

  test.each<[string, Behaviour]>([
    ['gone', { status: 404 }],
    ['failed', { status: 500 }],
    ['refused', { status: 302, headers: { location: '/elsewhere' } }],
    ['unreachable', 'reset'],
  ])('that is %s is not asked for again', async (kind, behaviour) => {
    answers(behaviour);

    expect(await thrown(fetchResult())).toMatchObject({ kind });
    expect(made).toBe(1);
  });

  test('of which there is no link fails as the link does', async () => {
    const error = new Error('no such action');

    expect(await thrown(fetchResult({ link: () => Promise.reject(error) }))).toBe(error);
  });
});

describe('the link of a result', () => {
  const foreign = `https://evil.example/x?${secret}`;

  test.each<[string, ...Behaviour[]]>([
    ['expired', { status: 403, body: secret }, { status: 403, body: secret }],
    ['gone', { status: 404, body: secret }],
    ['failed', { status: 500, body: secret }],
    ['redirected', { status: 302, headers: { location: foreign } }],
    ['reset', 'reset'],
    ['cut', { raw: 'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nx' }],
    ['no HTTP', { raw: secret }],
  ])('is in no error when it is %s', async (_, ...behaviours) => {
    answers(...behaviours);

    const error = await thrown(fetchResult());

    expect(inspectDeep(error)).toMatch(/DownloadError/);
    expect(inspectDeep(error)).not.toMatch(/SECRET|sig=|evil/);
  });
});
