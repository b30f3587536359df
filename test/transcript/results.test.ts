import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { CommandResult } from '../../src/transcript/model.ts';
import type { ReadResult, ResultRequest } from '../../src/transcript/results.ts';
import { eventually } from '../support/eventually.ts';
import type { Behaviour } from '../support/http-double.ts';
import { spooledResults, type SpooledResults } from '../support/results.ts';
import { inspectDeep, thrown } from '../support/thrown.ts';
import { secret, startStorage, type Storage } from './storage.ts';

let storage: Storage;
let spooled: SpooledResults;
let made: number;
beforeEach(async () => {
  storage = await startStorage();
  spooled = await spooledResults(storage.options);
  made = 0;
});
afterEach(async () => {
  await spooled.close();
  await storage.close();
});

/** Each link is a new one: `1`, `2`, … */
function link(): Promise<string> {
  made++;
  return Promise.resolve(storage.link(String(made)));
}

function answers(...behaviours: readonly Behaviour[]): void {
  for (const [i, behaviour] of behaviours.entries()) storage.http.expect('GET', storage.path(String(i + 1)), behaviour);
}

function ask<R>(use: (result: ReadResult) => Promise<R>, request: Partial<ResultRequest> = {}): Promise<R> {
  const { signal } = new AbortController();
  return spooled.results({ actionId: 'a', index: 0, link, expect: 'transcript', signal, ...request }, use);
}

function kindOf(request: Partial<ResultRequest> = {}): Promise<CommandResult['kind']> {
  return ask(async ({ whole }) => (await whole).kind, request);
}

async function textOf({ whole, output, errors }: ReadResult): Promise<string> {
  await whole;
  const [own, failed] = [output.soFar().bytes, errors.soFar().bytes];
  return `${(await output.read(0, own)).toString()}|${(await errors.read(0, failed)).toString()}`;
}

/** All bytes of all files of the spool. */
function onDisk(): readonly Buffer[] {
  return readdirSync(spooled.directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name)));
}

const body = JSON.stringify({ script_output: 'one', script_errors: 'two' });
const named = { 'content-disposition': 'attachment; filename="a.txt.gz"' };

describe('a result', () => {
  test.each<[string, ResultRequest['expect'], Readonly<Record<string, string>>, CommandResult['kind']]>([
    ['a transcript where one is expected, named or not', 'transcript', named, 'transcript'],
    ['a file where one is expected, named or not', 'file', {}, 'file'],
    ['a file where nothing is known but its name', 'unknown', named, 'file'],
    ['a transcript where nothing is known', 'unknown', {}, 'transcript'],
  ])('is %s', async (_, expected, headers, kind) => {
    answers({ body: gzipSync(body), headers });

    expect(await kindOf({ expect: expected })).toBe(kind);
    expect(made).toBe(1);
  });

  test('is fetched by a new link when the first had expired', async () => {
    answers({ status: 403 }, { body });

    expect(await ask(textOf)).toBe('one|two');
    expect(made).toBe(2);
  });

  test('is given up when the second link has expired too', async () => {
    answers({ status: 403 }, { status: 403 });

    expect(await thrown(ask(textOf))).toMatchObject({ kind: 'expired' });
    expect(made).toBe(2);
  });

  test.each<[string, Behaviour]>([
    ['gone', { status: 404 }],
    ['failed', { status: 500 }],
    ['refused', { status: 302, headers: { location: '/elsewhere' } }],
    ['unreachable', 'reset'],
  ])('that is %s is not asked for again', async (kind, behaviour) => {
    answers(behaviour);

    expect(await thrown(ask(textOf))).toMatchObject({ kind });
    expect(made).toBe(1);
  });

  test('of which there is no link fails as the link does', async () => {
    const error = new Error('no such action');

    expect(await thrown(ask(textOf, { link: () => Promise.reject(error) }))).toBe(error);
  });

  test('that is cut off in the middle fails, though some of it was read', async () => {
    answers({ raw: `HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n${body}` });

    expect(await thrown(ask(textOf))).toMatchObject({ kind: 'unreachable' });
  });

  test('that is a file is hashed, and nothing of it is written', async () => {
    answers({ body: 'x'.repeat(1_000_000), headers: named });

    expect(await kindOf({ expect: 'file' })).toBe('file');
    const written = await ask(({ output, errors }) => Promise.resolve([output.soFar(), errors.soFar()]));
    expect(written).toMatchObject([{ bytes: 0 }, { bytes: 0 }]);
    expect(onDisk().every(({ length }) => length < 1_000)).toBe(true);
  });

  test('is read without its secrets, and so are the files that it is kept in', async () => {
    const password = 'Sup3r-s3cret-word';
    answers({
      body: JSON.stringify({ script_output: `line\npassword=${password}\n`, script_errors: `pwd=${password}` }),
    });

    const text = await ask(textOf);
    const found = await ask(({ whole }) => whole);

    expect(text).toBe('line\npassword=[password masked]\n|pwd=[password masked]');
    expect(found).toMatchObject({ transcript: { masked: [{ kind: 'password', count: 2 }] } });
    expect(onDisk().some((bytes) => bytes.includes(password) || bytes.includes('masked'))).toBe(false);
  });
});

describe('many who ask for the same', () => {
  test('share one link, one download and one decode', async () => {
    answers({ body: gzipSync(body) });

    const texts = await Promise.all(
      Array.from({ length: 50 }, () => ask(async (read) => [read.id, await textOf(read)])),
    );

    expect(new Set(texts.map(([id]) => id)).size).toBe(1);
    expect(new Set(texts.map(([, text]) => text))).toEqual(new Set(['one|two']));
    expect(made).toBe(1);
    expect(storage.http.requests).toHaveLength(1);
  });

  test('share it in any letter case of the id, but not with other commands', async () => {
    answers({ body }, { body });

    await ask(textOf, { actionId: 'aB' });
    await ask(textOf, { actionId: 'Ab' });
    await ask(textOf, { actionId: 'ab', index: 1 });

    expect(made).toBe(2);
  });

  test('share a failure while it lasts, and the next one tries anew', async () => {
    answers({ status: 500 }, { body });

    const failed = await Promise.all(Array.from({ length: 3 }, () => thrown(ask(textOf))));

    expect(failed).toMatchObject([{ kind: 'failed' }, { kind: 'failed' }, { kind: 'failed' }]);
    expect(await ask(textOf)).toBe('one|two');
    expect(made).toBe(2);
  });

  test('read on when one of them gives up', async () => {
    const gate = Promise.withResolvers<undefined>();
    answers(async () => {
      await gate.promise;
      return { body };
    });
    const hasty = new AbortController();

    const given = thrown(ask(textOf, { signal: hasty.signal }));
    const patient = ask(textOf);
    await eventually(() => storage.http.requests.length === 1);
    const reason = new Error('enough');
    hasty.abort(reason);

    expect(await given).toBe(reason);
    gate.resolve(undefined);
    expect(await patient).toBe('one|two');
    expect(made).toBe(1);
  });

  test('find it there for an hour, and then fetch it anew', async () => {
    answers({ body }, { body });
    await ask(textOf);

    await storage.clock.advance(60 * 60_000 - 1);
    await ask(textOf);
    expect(made).toBe(1);
    await storage.clock.advance(1);
    await ask(textOf);

    expect(made).toBe(2);
  });

  test('read what is there before the rest has come', async () => {
    const start = `{"script_output":"${'x'.repeat(2 * 1024 * 1024)}`;
    answers({ raw: `HTTP/1.1 200 OK\r\nContent-Length: ${start.length + 99}\r\n\r\n${start}`, open: true });

    const bytes = await ask(async ({ until, output }) => {
      await until(() => output.soFar().bytes >= 1024 * 1024);
      return output.soFar();
    });

    expect(bytes).toMatchObject({ isWhole: false });
    expect(bytes.bytes).toBeGreaterThanOrEqual(1024 * 1024);
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

    const error = await thrown(ask(textOf));

    expect(inspectDeep(error)).toMatch(/DownloadError/);
    expect(inspectDeep(error)).not.toMatch(/SECRET|sig=|evil/);
  });
});
