import { describe, expect, test } from '@jest/globals';
import {
  actionState,
  commandState,
  commandTarget,
  hasResult,
  isFinal,
  runTimeMs,
} from '../../src/cards/action-words.ts';
import { action, ago, command, now } from './views.ts';

describe('an action', () => {
  test.each([
    ['waiting for the device, 2 min', false, { status: 'Pending', createdAt: ago(120) }],
    ['waiting for the device', false, { status: 'Pending', createdAt: undefined }],
    ['still running, 12 s', false, { status: 'InProgress', createdAt: ago(12) }],
    ['still running, 0 s', false, { status: 'InProgress', createdAt: ago(-300) }],
    ['succeeded', true, { status: 'Succeeded' }],
    ['failed', true, { status: 'Failed' }],
    ['failed (error 0x80004005)', true, { status: 'Failed', errorHResult: -2_147_467_259 }],
    ['failed (error 0x00000005)', true, { status: 'Failed', errorHResult: 5 }],
    ['timed out (error 0x80190198)', true, { status: 'TimeOut', errorHResult: -2_145_844_840 }],
    ['timed out (error 0x80190198)', true, { status: 'TimeOut', errorHResult: 2_149_122_456 }],
    ['timed out', true, { status: 'TimeOut', errorHResult: undefined }],
    ['cancelled', true, { status: 'Cancelled', errorHResult: -2_147_467_260 }],
    ['cancelled by ana', true, { status: 'Cancelled', cancelledBy: 'ana' }],
    ['status Paused', false, { status: 'Paused' }],
    ['status succeeded', false, { status: 'succeeded' }],
    ['status constructor', false, { status: 'constructor' }],
    ['status a⟨U+202E⟩b', false, { status: 'a\u202Eb' }],
  ])('%s', (words, isOver, parts) => {
    expect(actionState(action(parts), now)).toBe(words);
    expect(isFinal(action(parts))).toBe(isOver);
  });

  test('has its foreign words treated as the place wants it', () => {
    const shout = (text: string): string => text.toUpperCase();

    expect(actionState(action({ status: 'Paused' }), now, shout)).toBe('status PAUSED');
    expect(actionState(action({ status: 'Cancelled', cancelledBy: 'ana' }), now, shout)).toBe('cancelled by ANA');
    expect(commandState(command({ status: 'Paused' }), action(), shout)).toBe('status PAUSED');
    expect(commandTarget(command(), shout)).toBe('MINIDUMP.PS1');
  });
});

describe('a command', () => {
  const first = command({ status: 'Failed' });
  const second = command({ index: 1, status: 'Created' });

  test.each([
    ['not started yet', { status: 'Created' }, { status: 'InProgress' }],
    ['not started yet', { status: 'Pending' }, { status: 'Pending' }],
    ['not started yet', { status: 'Created' }, { status: 'Somewhere' }],
    ['running', { status: 'InProgress' }, { status: 'InProgress' }],
    ['was running when the action ended', { status: 'InProgress' }, { status: 'TimeOut' }],
    ['never ran', { status: 'Created' }, { status: 'Failed', commands: [] }],
    ['never ran: the action was cancelled before it', { status: 'Created' }, { status: 'Cancelled', commands: [] }],
    ['never ran: the action timed out before it', { status: 'Created' }, { status: 'TimeOut', commands: [] }],
    ['completed in 12 s', { status: 'Completed' }, {}],
    ['completed', { status: 'Completed', startedAt: undefined }, {}],
    ['failed in 12 s', { status: 'Failed' }, {}],
    ['failed', { status: 'Failed', endedAt: undefined }, {}],
    ['status Skipped', { status: 'Skipped' }, {}],
    ['status toString', { status: 'toString' }, {}],
  ])('%s', (words, parts, of) => {
    expect(commandState(command(parts), action(of))).toBe(words);
  });

  test('never ran: command 1 (index 0) failed before it', () => {
    const failed = action({ status: 'Failed', commands: [first, second] });

    expect(commandState(second, failed)).toBe('never ran: command 1 (index 0) failed before it');
  });

  test('that failed after it is not the reason', () => {
    const failed = action({
      status: 'Failed',
      commands: [
        { ...second, index: 0 },
        { ...first, index: 1 },
      ],
    });

    expect(commandState({ ...second, index: 0 }, failed)).toBe('never ran');
  });

  test.each([
    [true, 'RunScript', 'Completed'],
    [true, 'RunScript', 'Failed'],
    [true, 'GetFile', 'Completed'],
    [true, 'Somewhat', 'Else'],
    [false, 'PutFile', 'Completed'],
    [false, 'RunScript', 'Created'],
    [false, 'RunScript', 'Pending'],
    [false, 'GetFile', 'InProgress'],
  ])('has something to fetch (%s): %s %s', (has, type, status) => {
    expect(hasResult(command({ type, status }))).toBe(has);
  });

  test.each([
    ['minidump.ps1', { ScriptName: 'minidump.ps1', Path: 'C:\\x' }],
    ['C:\\x', { Path: 'C:\\x' }],
    ['tool.exe', { FileName: 'tool.exe' }],
    ['RunScript', {}],
    ['RunScript', { constructor: 'x' }],
  ])('is about %s', (target, params) => {
    expect(commandTarget(command({ params }))).toBe(target);
  });

  test('never ran for less than nothing, and not for a known time where Defender leaves one out', () => {
    expect(runTimeMs(command({ startedAt: ago(10), endedAt: ago(20) }))).toBe(0);
    expect(runTimeMs(command({ startedAt: undefined }))).toBeUndefined();
    expect(runTimeMs(command({ endedAt: undefined }))).toBeUndefined();
  });
});
