import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import { actions, machines } from '../../../emulator/data/ids.ts';
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

const putFile = { type: 'PutFile', params: [{ key: 'FileName', value: 'rules.json' }] };
const runScript = {
  type: 'RunScript',
  params: [
    { key: 'ScriptName', value: 'minidump.ps1' },
    { key: 'Args', value: 'lsass' },
  ],
};
const getFile = { type: 'GetFile', params: [{ key: 'Path', value: 'C:\\Temp\\a b.txt' }] };
const unknownScript = { type: 'RunScript', params: [{ key: 'ScriptName', value: 'nowhere.ps1' }] };

function start(body: object, machine: string = machines.idle): Promise<Received> {
  return call(`/api/machines/${machine}/runliveresponse`, { method: 'POST', body });
}

function read(id: string): Promise<Received> {
  return call(`/api/machineactions/${id}`);
}

async function result(id: string, index: number): Promise<Received> {
  const { json } = await call(`/api/machineactions/${id}/GetLiveResponseResultDownloadLink(index=${index})`);
  return send(emulator, targetOf(textAt(json, 'value')));
}

describe('a live response', () => {
  test('moves from Pending through InProgress to Succeeded, and leaves results', async () => {
    const created = await start({ Commands: [putFile, runScript, getFile], Comment: 'look' });
    const id = textAt(created.json, 'id');
    emulator.advance(25_000);
    const running = await read(id);
    emulator.advance(120_000);
    const done = await read(id);

    expect(created.status).toBe(201);
    expect(created.json).toMatchObject({
      type: 'LiveResponse',
      status: 'Pending',
      requestor: responderApp.clientId,
      requestorComment: 'look',
      commands: [{ commandStatus: 'Created', startTime: null, endTime: null, errors: [] }, {}, {}],
    });
    expect(running.json).toMatchObject({
      status: 'InProgress',
      commands: [{ commandStatus: 'Completed' }, { commandStatus: 'InProgress' }, { commandStatus: 'Created' }],
    });
    expect(done.json).toMatchObject({ status: 'Succeeded', errorHResult: 0 });
    expect((await result(id, 1)).json).toMatchObject({ script_output: expect.stringContaining('Arguments: lsass') });
    const collected = await result(id, 2);
    expect(gunzipSync(collected.bytes).toString()).toBe('content of C:\\Temp\\a b.txt\n');
    expect(collected.headers['content-disposition']).toBe('attachment; filename="a%20b.txt.gz"');
  });

  test('fails with a script that is not in the library, and goes no further', async () => {
    const { json } = await start({ Commands: [unknownScript, getFile], Comment: 'x' });
    emulator.advance(120_000);

    expect((await read(textAt(json, 'id'))).json).toMatchObject({
      status: 'Failed',
      commands: [
        { commandStatus: 'Failed', errors: [expect.stringContaining('nowhere.ps1')] },
        { commandStatus: 'Created' },
      ],
    });
  });

  test('is refused while another one runs on the device', async () => {
    const { status, json } = await start({ Commands: [runScript], Comment: 'x' }, machines.fileServer);

    expect(status).toBe(400);
    expect(json).toMatchObject({
      error: { code: 'ActiveRequestAlreadyExists', message: 'Action is already in progress' },
    });
  });

  test('is refused on an unknown device', async () => {
    const { status, json } = await start({ Commands: [runScript], Comment: 'x' }, 'nowhere');

    expect(status).toBe(404);
    expect(json).toMatchObject({ error: { message: 'Machine nowhere was not found' } });
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['no commands', { Comment: 'x' }],
    ['an empty list of commands', { Commands: [], Comment: 'x' }],
    ['no comment', { Commands: [runScript] }],
    ['commands in another letter case', { commands: [runScript], Comment: 'x' }],
    ['an unknown command', { Commands: [{ ...runScript, type: 'Format' }], Comment: 'x' }],
    ['a command without its parameter', { Commands: [{ type: 'GetFile', params: [] }], Comment: 'x' }],
    [
      'parameters that are no texts',
      { Commands: [{ type: 'GetFile', params: [{ key: 'Path', value: 1 }] }], Comment: 'x' },
    ],
    ['a command that is none', { Commands: [null], Comment: 'x' }],
  ])('is refused for %s', async (_name, body) => {
    const path = `/api/machines/${machines.idle}/runliveresponse`;
    const { status, json } = await call(path, { method: 'POST', body });

    expect(status).toBe(400);
    expect(json).toMatchObject({
      error: { code: expect.stringMatching(/^(?:InvalidRequestBody|MissingRequiredParameter)$/) },
    });
  });
});

describe('cancelling', () => {
  const cancel = (id: string, body: object = { Comment: 'enough' }) =>
    call(`/api/machineactions/${id}/cancel`, { method: 'POST', body });

  test.each([actions.pending, actions.inProgress])('stops %s for good', async (id) => {
    const { status, json } = await cancel(id);
    emulator.advance(600_000);

    expect(status).toBe(200);
    expect(json).toMatchObject({
      status: 'Cancelled',
      errorHResult: -2147467260,
      cancellationRequestor: responderApp.clientId,
      cancellationComment: 'enough',
      cancellationDateTimeUtc: expect.stringMatching(/^2026-11-24T14:03:22/),
    });
    expect((await read(id)).json).toMatchObject({ status: 'Cancelled' });
  });

  test('is refused once the action has ended', async () => {
    const { status, json } = await cancel(actions.failedScript);

    expect(status).toBe(400);
    expect(json).toMatchObject({
      error: {
        code: 'BadRequest',
        message:
          'Canceled machine action status must be Pending or InProgress, ' +
          `Current Status: Failed, machineActionId: ${actions.failedScript}`,
      },
    });
  });

  test('is refused without a comment', async () => {
    expect((await cancel(actions.pending, {})).status).toBe(400);
    expect((await read(actions.pending)).json).toMatchObject({ status: 'Pending' });
  });
});
