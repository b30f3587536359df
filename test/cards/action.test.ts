import { describe, expect, test } from '@jest/globals';
import { actionCard } from '../../src/cards/action.ts';
import type { LiveResponseCommand, MachineAction } from '../../src/defender/model.ts';
import { actionsOf, complaints, linesOf, sent, titlesOf } from './reading.ts';
import { action, actionId, ago, command, getFile, portal, reader } from './views.ts';

function card(parts: Partial<MachineAction> = {}, without?: LiveResponseCommand) {
  return actionCard({ action: action(parts), without, reader, portal });
}

const putFile = command({ index: 2, type: 'PutFile', params: { FileName: 'tool.exe' } });

test('an action is read with all its commands', () => {
  const shown = card({ commands: [command(), getFile, putFile] });

  expect(linesOf(shown)).toEqual([
    'Live response on LAPTOP-042: succeeded',
    'started 14:00:22 UTC (3 min ago) · started by analyst@contoso.example · “Testing Live Response API”',
    'last change 14:01:42 UTC · took 1 min',
    '0  RunScript minidump.ps1',
    'completed in 12 s',
    'args OfficeClickToRun',
    '1  GetFile C:\\windows\\TEMP\\OfficeClickToRun.dmp.zip',
    'completed in 12 s',
    '2  PutFile tool.exe',
    'completed in 12 s · has no result',
    `action ${actionId} · as of 14:03:22 UTC`,
  ]);
  expect(shown.summary).toBe('Live response on LAPTOP-042: succeeded');
  expect(complaints(shown)).toEqual([]);
});

test('each result has a way to it, a row by a tap and the first two by a button', () => {
  const shown = card({ commands: [command(), getFile, putFile, command({ index: 3 })] });

  expect(titlesOf(shown)).toEqual([
    ...['Result 0 minidump.ps1', 'Result 1 C-windows-TEMP-OfficeClickToRun.dmp.zip', 'Result 3 minidump.ps1'],
    ...['Result 0', 'Result 1', 'Device', 'Refresh', 'Device in the portal'],
  ]);
  expect(sent(shown, 'Result 3')).toBe(`result ${actionId} 3`);
  expect(sent(shown, 'Refresh')).toBe(`action ${actionId}`);
});

describe('a command without a result to show is told first', () => {
  const created = command({ index: 1, status: 'Created' });

  test.each<[string, Partial<MachineAction>, LiveResponseCommand]>([
    ['tool.exe on LAPTOP-042: completed in 12 s; PutFile has no result', {}, putFile],
    ['minidump.ps1 on LAPTOP-042: still running, 2 min', { status: 'InProgress', createdAt: ago(130) }, created],
    ['minidump.ps1 on LAPTOP-042: waiting for the device, 2 min', { status: 'Pending', createdAt: ago(130) }, created],
    [
      'minidump.ps1 on LAPTOP-042: never ran: command 1 (index 0) failed before it',
      { status: 'Failed', commands: [command({ status: 'Failed' }), created] },
      created,
    ],
    [
      'minidump.ps1 on LAPTOP-042: never ran: the action was cancelled before it',
      { status: 'Cancelled', commands: [command(), created] },
      created,
    ],
  ])('%s', (finding, parts, without) => {
    const shown = card(parts, without);

    expect(linesOf(shown)[0]).toBe(finding);
    expect(shown.summary).toBe(finding.replaceAll(';', ';'));
    expect(sent(shown, 'Refresh')).toBe(`result ${actionId} ${without.index}`);
    expect(complaints(shown)).toEqual([]);
  });
});

test('a cancelled action says who, when and why', () => {
  const shown = card({
    status: 'Cancelled',
    cancelledBy: 'ana@contoso.example',
    cancelledAt: ago(60),
    cancellationComment: 'wrong device',
  });

  expect(linesOf(shown)[0]).toBe('Live response on LAPTOP-042: cancelled by ana@contoso.example');
  expect(linesOf(shown)).toContain('cancelled 14:02:22 UTC · “wrong device”');
});

test('what Defender reports of a command stands below it', () => {
  const lines = linesOf(card({ commands: [command({ status: 'Failed', errors: ['a', 'b', 'c', 'd'] })] }));

  expect(lines.slice(4, 10)).toEqual([
    'failed in 12 s',
    'args OfficeClickToRun',
    ...['a', 'b', 'c'].map((error) => `Defender reports: ${error}`),
    'Defender reports 1 more error',
  ]);
});

describe('what the API leaves out is said', () => {
  test.each<[string, Partial<MachineAction>]>([
    ['Only live response leaves output behind; this action has none.', { type: 'Isolate', commands: [] }],
    ['Defender does not list the commands of this action. Ask for a result by its index, from 0.', { commands: [] }],
    [
      '30 more commands: ask for them by index.',
      { commands: Array.from({ length: 50 }, (_, index) => command({ index })) },
    ],
  ])('%s', (hint, parts) => {
    const shown = card(parts);

    expect(linesOf(shown)).toContain(hint);
    expect(complaints(shown)).toEqual([]);
  });
});

test('an unknown type of action stands as Defender wrote it', () => {
  expect(linesOf(card({ type: 'constructor', commands: [] }))[0]).toBe('constructor on LAPTOP-042: succeeded');
});

test.each(['', 'x', 'a b', '<at>', 'z'.repeat(36), 'a'.repeat(100_000)])(
  'an id that is none (%#) is asked for by no button',
  (id) => {
    const shown = card({ id, machineId: undefined });

    expect(actionsOf(shown).filter(({ data }) => data !== undefined)).toEqual([]);
    expect(complaints(shown)).toEqual([]);
  },
);

describe('the card of a watch', () => {
  const watched = { since: ago(60), until: ago(-72 * 3_600), isOver: false };
  const running = { action: action({ status: 'InProgress' }), without: undefined, reader, portal };

  test('says since when and until when, and has a way to end it in the place of Watch', () => {
    const shown = actionCard({ ...running, watched });

    expect(linesOf(shown)).toContain('watched since 14:02:22 UTC · until 2026-11-27 14:03:22 UTC at the latest');
    expect(linesOf(shown)).toContain('I edit this card as the action moves, and mention you when it ends.');
    expect(sent(shown, 'Stop watching')).toBe(`unwatch ${actionId}`);
    expect(titlesOf(shown)).not.toContain('Watch');
    expect(titlesOf(shown)).not.toContain('Refresh');
    expect(complaints(shown)).toEqual([]);
  });

  test('that is over says so, and offers what any card of the action does', () => {
    const shown = actionCard({ ...running, watched: { ...watched, isOver: true } });

    expect(linesOf(shown)).toContain('watched since 14:02:22 UTC · the watch is over');
    expect(titlesOf(shown)).toEqual(titlesOf(actionCard(running)));
    expect(sent(shown, 'Watch')).toBe(`watch ${actionId}`);
  });
});
