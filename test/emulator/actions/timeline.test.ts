import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ActionScript, CommandScript } from '../../../emulator/actions/script.ts';
import { actionState } from '../../../emulator/actions/timeline.ts';

const minute = 60_000;

function script(parts: Partial<CommandScript> = {}): CommandScript {
  return { type: 'RunScript', params: {}, durationMs: minute, ...parts };
}

/** Created at 0, taken by the device after one minute, reported half a minute after its work. */
function action(parts: Partial<ActionScript> = {}): ActionScript {
  return {
    id: 'a',
    type: 'LiveResponse',
    machineId: 'm',
    computerDnsName: 'd',
    requestor: 'r',
    comment: 'c',
    source: 'PublicApi',
    createdMs: 0,
    pendingMs: minute,
    commands: [script(), script()],
    settleMs: minute / 2,
    ...parts,
  };
}

function states(planned: ActionScript, now: number): string {
  const { status, commands } = actionState(planned, now);
  return [status, ...commands.map((command) => command.status)].join(' ');
}

describe('an action', () => {
  test.each([
    [0, 'Pending Created Created'],
    [minute - 1, 'Pending Created Created'],
    [minute, 'InProgress InProgress Created'],
    [2 * minute, 'InProgress Completed InProgress'],
    [3 * minute, 'InProgress Completed Completed'],
    [3.5 * minute, 'Succeeded Completed Completed'],
  ])('after %d ms is %s', (now, expected) => {
    expect(states(action(), now)).toBe(expected);
  });

  test('runs nothing after a command that failed', () => {
    const planned = action({ commands: [script({ errors: ['no'] }), script()] });

    expect(states(planned, 2.5 * minute)).toBe('Failed Failed Created');
    expect(actionState(planned, 2.5 * minute).commands[0]?.errors).toEqual(['no']);
  });

  test('stops a script after ten minutes', () => {
    const planned = action({ commands: [script({ durationMs: 60 * minute })] });

    expect(states(planned, 10.9 * minute)).toBe('InProgress InProgress');
    expect(states(planned, 11.5 * minute)).toBe('Failed Failed');
  });

  test.each([
    ['LiveResponse', 2 * 60 * minute],
    ['Isolate', 3 * 24 * 60 * minute],
  ])('of type %s that no device takes times out', (type, afterMs) => {
    const planned = action({ type, pendingMs: Infinity });

    expect(states(planned, afterMs - 1)).toBe('Pending Created Created');
    expect(states(planned, afterMs)).toBe('TimeOut Created Created');
    expect(actionState(planned, 10 * afterMs).updatedMs).toBe(afterMs);
  });

  test.each([
    [minute / 2, 'Cancelled Created Created'],
    [1.5 * minute, 'Cancelled Failed Created'],
    [2.5 * minute, 'Cancelled Completed Failed'],
    [3.2 * minute, 'Cancelled Completed Completed'],
    [4 * minute, 'Succeeded Completed Completed'],
  ])('cancelled after %d ms ends as %s', (atMs, expected) => {
    const planned = action({ cancelled: { atMs, requestor: 'r', comment: 'c' } });

    expect(states(planned, 60 * minute)).toBe(expected);
  });

  test('is not cancelled before it is', () => {
    const planned = action({ cancelled: { atMs: 2.5 * minute, requestor: 'r', comment: 'c' } });

    expect(states(planned, 2.4 * minute)).toBe('InProgress Completed InProgress');
  });

  test('never takes back a state, and never tells of the future', () => {
    const rank = ['Pending', 'InProgress', 'Succeeded', 'Failed', 'TimeOut', 'Cancelled'];
    const commands = fc.array(
      fc.record({
        type: fc.constantFrom('RunScript' as const, 'GetFile' as const),
        params: fc.constant({}),
        durationMs: fc.nat(20 * minute),
        errors: fc.constantFrom<readonly string[]>([], ['no']),
      }),
      { maxLength: 4 },
    );
    const planned = fc.record({ pendingMs: fc.nat(3 * 60 * minute), settleMs: fc.nat(minute), commands });

    fc.assert(
      fc.property(planned, fc.nat(300 * minute), fc.nat(300 * minute), (parts, first, gap) => {
        const before = actionState(action(parts), first);
        const after = actionState(action(parts), first + gap);

        expect(Math.min(2, rank.indexOf(after.status))).toBeGreaterThanOrEqual(
          Math.min(2, rank.indexOf(before.status)),
        );
        expect(before.updatedMs).toBeLessThanOrEqual(first);
        expect(after.updatedMs).toBeGreaterThanOrEqual(before.updatedMs);
      }),
    );
  });
});
