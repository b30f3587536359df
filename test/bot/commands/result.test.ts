import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions } from '../../../emulator/data/ids.ts';
import { limitedApp } from '../../../emulator/identity.ts';
import { eventually } from '../../support/eventually.ts';
import { lines, read, startConversation, titles, type Conversation } from '../../support/conversation.ts';

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

async function firstLine(text: string): Promise<string | undefined> {
  return read(await chat.say(text)).lines[0];
}

function linkRequests(): readonly string[] {
  const asked = chat.emulator.requests().map(({ path }) => path);
  return asked.flatMap((path) => /GetLiveResponseResultDownloadLink\(index=\d+\)$/.exec(path) ?? []);
}

test('the first line is the outcome; output, its place and what was done to it follow', async () => {
  const text = lines(await chat.say(`result ${actions.minidump} 0`));

  expect(text).toMatch(/^minidump\.ps1 on LAPTOP-042: exit code 0, no errors\n/);
  expect(text).toContain('1 C:\\windows\\TEMP\\OfficeClickToRun.dmp.zip');
  expect(text).toContain('args OfficeClickToRun');
  expect(text).toContain(`command 1 of 2 (index 0) · action ${actions.minidump}`);
  expect(text).toContain('transcript header hidden, invalid JSON mended, 3 NUL characters removed');
});

test.each([0, 1])('result X %d asks for index %d and for no other', async (index) => {
  await chat.say(`result ${actions.minidump} ${index}`);

  expect(linkRequests()).toEqual([`GetLiveResponseResultDownloadLink(index=${index})`]);
});

test('causes nothing but GETs, whatever state the action is in and whatever goes wrong', async () => {
  for (const id of Object.values(actions)) for (const index of ['', ' 1']) await chat.say(`result ${id}${index}`);
  chat.emulator.addFault({ kind: 'status', status: 404, match: 'machineactions' });
  await chat.say(`result ${actions.minidump} 0`);

  const asked = chat.emulator.requests().filter(({ path }) => !path.endsWith('/token'));
  expect(asked.length).toBeGreaterThan(60);
  expect(asked.filter(({ method }) => method !== 'GET')).toEqual([]);
}, 30_000);

describe('without an index', () => {
  test('the only command is shown', async () => {
    expect(await firstLine(`result ${actions.linuxScript}`)).toBe(
      'triage-linux.sh on ubuntu-web-03: 1 error line (exit code 2)',
    );
  });

  test('of several, all are listed with a way to each result, and none is fetched', async () => {
    const answer = await chat.say(`result ${actions.threeCommands}`);

    expect(read(answer).lines[0]).toBe('Live response on srv-file-01.contoso.example: succeeded');
    expect(lines(answer)).toContain('has no result');
    expect(titles(answer)).toEqual(expect.arrayContaining(['Result 1', 'Result 2', 'Refresh']));
    expect(titles(answer)).not.toContain('Result 0');
    expect(linkRequests()).toEqual([]);
  });

  test('a button of the list posts that result', async () => {
    await chat.say(`result ${actions.minidump}`);

    expect(read(await chat.press('Result 1')).lines[0]).toMatch(
      /^OfficeClickToRun\.dmp\.zip collected from LAPTOP-042/,
    );
    expect(chat.sent).toHaveLength(2);
  });

  test.each([actions.commandsMissing, actions.commandsNull])(
    'where Defender lists no commands, it says how to ask (%s)',
    async (id) => {
      expect(lines(await chat.say(`result ${id}`))).toContain('Ask for a result by its index, from 0.');
      expect(lines(await chat.say(`result ${id} 0`))).toContain('nothing unusual');
    },
  );
});

describe('an action that did not simply succeed', () => {
  test.each([
    ['waits', actions.pending, /^Live response on \S+: waiting for the device, 1\smin$/],
    ['runs', actions.inProgress, /^Live response on \S+: still running, 2\smin$/],
    ['timed out', actions.timedOut, /^Live response on \S+: timed out \(error 0x80190198\)$/],
    ['was cancelled', actions.cancelledBeforeStart, /^Live response on \S+: cancelled by lead@contoso\.example$/],
    [
      'failed, with its output',
      actions.failedScript,
      /^collect-logs\.ps1 on LAPTOP-042: 1 error line \(exit code 1\)$/,
    ],
    ['is no live response', actions.antivirusScan, /^RunAntiVirusScan on LAPTOP-042: succeeded$/],
  ])('%s', async (_, id, finding) => {
    expect(await firstLine(`result ${id}`)).toMatch(finding);
  });

  test.each([
    ['not started', `${actions.pending} 0`, /triage-windows\.ps1 on \S+: waiting for the device/],
    ['running', `${actions.inProgress} 0`, /triage-windows\.ps1 on \S+: still running/],
    ['before which another failed', `${actions.failedScript} 1`, /never ran: command 1 \(index 0\) failed before it/],
    ['that was cancelled', `${actions.cancelledBeforeStart} 0`, /never ran: the action was cancelled before it/],
    ['that puts a file', `${actions.threeCommands} 0`, /PutFile has no result/],
    ['that failed and left nothing', `${actions.failedGetFile} 0`, /: failed/],
    ['of no live response', `${actions.antivirusScan} 0`, /^RunAntiVirusScan on LAPTOP-042: succeeded/],
  ])('a command %s is shown as it stands', async (_, what, finding) => {
    expect(await firstLine(`result ${what}`)).toMatch(finding);
  });

  test('a failed command that left nothing says why it failed', async () => {
    expect(lines(await chat.say(`result ${actions.failedGetFile}`))).toContain(
      'Defender reports: The system cannot find the file specified. (0x80070002)',
    );
  });

  test('a failed command that left nothing is not offered again', async () => {
    expect(titles(await chat.say(`result ${actions.failedGetFile} 0`))).toEqual([
      'Device',
      'Refresh',
      'Device in the portal',
    ]);
  });

  test('an index of an action that does not list its commands is not taken for a result that was lost', async () => {
    expect(lines(await chat.say(`result ${actions.commandsMissing} 5`))).toContain(
      'Defender has no result under index 5, and does not list the commands of this action.',
    );
  });

  test('an action that was cancelled half-way still gives the result of what had run', async () => {
    const answer = await chat.say(`result ${actions.cancelledAfterFirst} 0`);

    expect(read(answer).lines[0]).toMatch(/: exit code 0/);
    expect(lines(answer)).toMatch(/action cancelled by/);
  });

  test('Refresh edits the card when the action has moved on', async () => {
    const running = await chat.say(`result ${actions.inProgress} 0`);
    chat.emulator.advance(10 * 60_000);

    const ended = await chat.press('Refresh');

    expect(ended).toMatchObject({ id: running.id, edits: 1 });
    expect(read(ended).lines[0]).toBe('triage-windows.ps1 on srv-file-01.contoso.example: exit code 0, no errors');
  });
});

test('errors come first and are counted, also when the exit code is 0', async () => {
  const answer = await chat.say(`result ${actions.errorsWithExitZero}`);

  const [finding] = read(answer).lines;
  const shown = read(answer).lines.filter((line) => /^\s*e?\d /.test(line));
  expect(finding).toBe('check-services.ps1 on LAPTOP-042: 4 error lines (exit code 0)');
  expect(shown.map((line) => line.trim().split(' ')[0])).toEqual(['e1', 'e2', 'e3', 'e4', '1']);
});

test('no output is not an error', async () => {
  expect(await firstLine(`result ${actions.emptyOutput}`)).toBe(
    'flush-cache.ps1 on LAPTOP-042: no output (exit code 0)',
  );
});

test('a collected file is shown by name, size and hashes, never by content', async () => {
  const text = lines(await chat.say(`result ${actions.plainGetFile}`));

  expect(text).toMatch(/SHA-256 dc8bff4752e3.*\nSHA-1 f9f47c2ecb48.*\nMD5 86f1485bf169/);
  expect(text).not.toContain('these bytes came as they are');
});

test('of a large output the first lines are shown before the rest is read, and then the end of it', async () => {
  await chat.say(`result ${actions.oversized}`);
  const all = await chat.say(`result ${actions.oversized} tail 2`);
  await eventually(() => read(chat.sent.at(-1) ?? all).lines[0]?.includes('exit code 0') === true);

  expect(read(chat.sent.at(-1) ?? all).lines[0]).toBe('everything.ps1 on LAPTOP-042: exit code 0, no errors');
  expect(lines(chat.sent.at(-1) ?? all)).toContain('lines 393215-393216 of 393,216');
  expect(linkRequests()).toHaveLength(1);
}, 20_000);

test('without the right to read results the missing permission is named', async () => {
  const limited = await startConversation({ app: limitedApp });
  try {
    const answer = await limited.say(`result ${actions.minidump} 0`);

    expect(lines(answer)).toContain('That needs Machine.ReadWrite.All; this app has File.Read.All, Machine.Read.All.');
    expect(titles(answer)).toEqual([]);
  } finally {
    await limited.close();
  }
});

test('without the right to read actions the bare result is shown, and what is missing is named', async () => {
  chat.emulator.addFault({ kind: 'status', status: 403, match: '/machineactions/[^/]+$' });

  const text = lines(await chat.say(`result ${actions.minidump} 0`));

  expect(text).toContain('C:\\windows\\TEMP\\OfficeClickToRun.dmp.zip');
  expect(text).toContain('State and commands of the action are missing');
});
