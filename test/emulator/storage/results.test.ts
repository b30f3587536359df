import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions } from '../../../emulator/data/ids.ts';
import type { Emulator } from '../../../emulator/emulator.ts';
import { responderApp } from '../../../emulator/identity.ts';
import { send, signedIn, startStill, targetOf, textAt, type Received } from '../client.ts';

let emulator: Emulator;
let call: Awaited<ReturnType<typeof signedIn>>;
beforeEach(async () => {
  emulator = await startStill();
  call = await signedIn(emulator, responderApp);
});
afterEach(() => emulator.close());

function ask(actionId: string, index: number | string): Promise<Received> {
  return call(`/api/machineactions/${actionId}/GetLiveResponseResultDownloadLink(index=${index})`);
}

async function target(actionId: string, index: number): Promise<string> {
  return targetOf(textAt((await ask(actionId, index)).json, 'value'));
}

async function result(actionId: string, index = 0): Promise<Received> {
  return send(emulator, await target(actionId, index));
}

describe('the link to a result', () => {
  test('has the documented form, with a slash that is not encoded', async () => {
    expect(await target(actions.minidump, 0)).toMatch(
      new RegExp(
        `^/investigation-actions-data/${actions.minidump}/CustomPlaybookCommandOutput/[0-9a-f]{32}` +
          String.raw`\?se=2026-11-24T14%3A\d\d%3A\d\dZ&sp=r&sv=2019-07-07&sr=b&sig=[A-Za-z0-9%]*/[A-Za-z0-9%/]*%3D$`,
      ),
    );
  });

  test.each([
    ['of a pending action', actions.pending, 0, 400],
    ['of a command that runs', actions.inProgress, 0, 400],
    ['of a command that waits', actions.inProgress, 1, 400],
    ['of a command that never ran', actions.failedScript, 1, 400],
    ['of an action that timed out', actions.timedOut, 0, 400],
    ['of an action cancelled before it began', actions.cancelledBeforeStart, 0, 400],
    ['of a PutFile', actions.threeCommands, 0, 400],
    ['of an antivirus scan', actions.antivirusScan, 0, 400],
    ['by an index that is no number', actions.minidump, 'x', 400],
    ['by a negative index', actions.minidump, -1, 400],
    ['by an index out of range', actions.minidump, 2, 404],
    ['by a huge index', actions.minidump, 999_999_999, 404],
    ['of a GetFile that failed', actions.failedGetFile, 0, 404],
    ['of an unknown action', '00000000-0000-4000-8000-000000000000', 0, 404],
  ])('is not given %s', async (_name, actionId, index, status) => {
    const received = await ask(actionId, index);

    expect(received.status).toBe(status);
    expect(received.json).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } });
  });

  test('is given as soon as the command has ended, before the action has', async () => {
    emulator.advance(8 * 60_000);

    const { json } = await call(`/api/machineactions/${actions.inProgress}`);

    expect(json).toMatchObject({ status: 'InProgress', commands: [{ commandStatus: 'Completed' }, {}] });
    expect((await ask(actions.inProgress, 0)).status).toBe(200);
  });

  test('works for 30 minutes, and a new one can be had', async () => {
    const link = await target(actions.minidump, 0);

    emulator.advance(29 * 60_000);
    const inTime = await send(emulator, link);
    emulator.advance(60_000);
    const late = await send(emulator, link);
    const again = await call(`/api/machineactions/${actions.minidump}`); // the token is still good

    expect([inTime.status, late.status, again.status]).toEqual([200, 403, 200]);
    expect(late.headers['x-ms-error-code']).toBe('AuthenticationFailed');
    expect(late.text).toContain('<AuthenticationErrorDetail>Signature not valid in the specified time frame');
    expect((await result(actions.minidump)).status).toBe(200);
  });
});

describe('the storage', () => {
  test.each([
    ['an encoded slash', (link: string) => link.replace(/(sig=[^/]*)\//, '$1%2F')],
    ['another expiry', (link: string) => link.replace('se=2026', 'se=2027')],
    ['a decoded colon', (link: string) => link.replace('%3A', ':')],
    ['another blob', (link: string) => link.replace(/[0-9a-f]{32}/, '0'.repeat(32))],
    ['a parameter more', (link: string) => `${link}&x=1`],
    ['half a signature', (link: string) => link.slice(0, -20)],
    ['a broken expiry', (link: string) => link.replace('se=', 'se=%')],
  ])('refuses a link with %s', async (_name, change) => {
    const received = await send(emulator, change(await target(actions.minidump, 0)));

    expect(received.status).toBe(403);
    expect(received.headers).toMatchObject({
      'content-type': 'application/xml',
      'x-ms-error-code': 'AuthenticationFailed',
      'x-ms-request-id': expect.any(String),
    });
  });

  test('refuses a link that comes with a bearer token', async () => {
    const received = await call(await target(actions.minidump, 0));

    expect(received.status).toBe(400);
    expect(received.headers['x-ms-error-code']).toBe('InvalidAuthenticationInfo');
  });

  test.each([
    ['GET', '/investigation-actions-data/x', 404, 'ResourceNotFound'],
    ['GET', '/investigation-actions-data/%zz?se=1&sig=1', 400, 'InvalidUri'],
    ['PUT', '/investigation-actions-data/x', 405, 'UnsupportedHttpVerb'],
  ])('answers %s %s with %d %s', async (method, path, status, code) => {
    const received = await send(emulator, path, { method });

    expect([received.status, received.headers['x-ms-error-code']]).toEqual([status, code]);
    expect(received.text).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?><Error><Code>.*<\/Error>$/s);
  });

  test('no longer has the blob of an action that is gone', async () => {
    const path = `/api/machines/LAPTOP-042/runliveresponse`;
    const command = { type: 'RunScript', params: [{ key: 'ScriptName', value: 'minidump.ps1' }] };
    const { json } = await call(path, { method: 'POST', body: { Commands: [command], Comment: 'x' } });
    emulator.advance(60_000);
    const link = await target(textAt(json, 'id'), 0);

    emulator.reset();
    const received = await send(emulator, link);

    expect([received.status, received.headers['x-ms-error-code']]).toEqual([404, 'BlobNotFound']);
  });

  test('has no blob before its command has ended', async () => {
    emulator.advance(8 * 60_000);
    const link = await target(actions.inProgress, 0);

    emulator.reset();
    const received = await send(emulator, link);

    expect([received.status, received.headers['x-ms-error-code']]).toEqual([404, 'BlobNotFound']);
  });

  test('sends a result with the headers of a blob', async () => {
    const { headers, bytes } = await result(actions.minidump);

    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(bytes.length),
      'content-md5': createHash('md5').update(bytes).digest('base64'),
      'accept-ranges': 'bytes',
      'x-ms-blob-type': 'BlockBlob',
      'x-ms-version': '2019-07-07',
      'last-modified': 'Tue, 24 Nov 2026 14:01:22 GMT',
    });
    expect(headers).not.toHaveProperty('content-disposition');
  });

  test.each([
    ['bytes=0-9', 206, 0, 10],
    ['bytes=5-', 206, 5, undefined],
    ['bytes=9-5', 200, 0, undefined],
    ['lines=1-2', 200, 0, undefined],
  ])('answers the range %s with %d', async (range, status, start, end) => {
    const link = await target(actions.minidump, 0);
    const whole = await send(emulator, link);

    const part = await send(emulator, link, { headers: { range } });

    expect(part.status).toBe(status);
    expect(part.bytes).toEqual(whole.bytes.subarray(start, end));
  });
});

describe('a collected file', () => {
  test('is gzip, and bears its name twice', async () => {
    const { headers, bytes } = await result(actions.minidump, 1);

    expect(headers['content-disposition']).toBe('attachment; filename="OfficeClickToRun.dmp.zip.gz"');
    expect(headers).not.toHaveProperty('content-encoding');
    expect(bytes.subarray(10, 35).toString('latin1')).toBe('OfficeClickToRun.dmp.zip\0');
    expect(gunzipSync(bytes).toString()).toMatch(/^PK/);
  });

  test('may come without compression all the same', async () => {
    const { headers, text } = await result(actions.plainGetFile);

    expect(headers['content-disposition']).toContain('notes.txt.gz');
    expect(text).toBe('these bytes came as they are\n');
  });
});

describe('a transcript', () => {
  test('of the documentation is no valid JSON: a bare line break, and three NULs', async () => {
    const { text, json } = await result(actions.minidump);

    expect(json).toBeUndefined();
    expect(text).toContain('.txt\nC:\\\\windows\\\\TEMP\\\\OfficeClickToRun.dmp.zip\\n51 MB\\n\\u0000\\u0000\\u0000"');
  });

  test.each([
    [actions.failedScript, { exit_code: 1, script_errors: expect.stringContaining('denied') }],
    [actions.errorsWithExitZero, { exit_code: 0, script_errors: expect.stringContaining('NoServiceFound') }],
    [actions.emptyOutput, { exit_code: 0, script_output: '', script_errors: '' }],
    [actions.linuxScript, { exit_code: 2, script_error: expect.stringContaining('Permission denied') }],
    [actions.commandsMissing, { exit_code: 0 }],
    [actions.cancelledAfterFirst, { exit_code: 0 }],
    [actions.longOutput, { script_output: expect.stringMatching(/^(?:.*\n){2000}.*$/) }],
    [actions.hostileOutput, { script_output: expect.stringContaining('<at>Everyone</at>') }],
  ])('of %s is as it says', async (actionId, expected) => {
    expect((await result(actionId)).json).toMatchObject(expected);
  });

  test.each([
    [actions.byteOrderMark, 'efbbbf'],
    [actions.utf16, 'fffe7b'],
    [actions.gzipTranscript, '1f8b08'],
    [actions.notJson, Buffer.from('pla').toString('hex')],
  ])('of %s begins with the bytes %s', async (actionId, hex) => {
    expect((await result(actionId)).bytes.subarray(0, 3).toString('hex')).toBe(hex);
  });

  test('may be larger than 8 MiB', async () => {
    expect((await result(actions.oversized)).bytes.length).toBeGreaterThan(8 * 1024 * 1024);
  });
});
