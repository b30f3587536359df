import { describe, expect, test } from '@jest/globals';
import { actionFacts, actionHints } from '../../src/cards/action-hints.ts';
import type { MachineAction } from '../../src/defender/model.ts';
import { action, ago, command, getFile, now } from './views.ts';

describe('a cancellation', () => {
  const asked = { cancelledBy: 'ana@contoso.example', cancelledAt: ago(60), cancellationComment: 'Wrong device' };

  test('that came before the end is told by time and comment', () => {
    const cancelled = action({ ...asked, status: 'Cancelled', commands: [command({ status: 'Created' })] });

    expect(actionFacts(cancelled, now)).toContain('cancelled 14:02:22 UTC · “Wrong device”');
    expect(actionHints(cancelled, 1)).toEqual([]);
  });

  test('that came after a command had run was too late for it', () => {
    const halfway = action({ ...asked, status: 'Cancelled', commands: [command(), { ...getFile, status: 'Failed' }] });

    expect(actionHints(halfway, 2)).toEqual(['Cancelled too late for 1 command: what was done by then stays done.']);
  });

  test.each(['Succeeded', 'Failed', 'TimeOut'])(
    'of an action that ended as %s was too late for all of it',
    (status) => {
      const ended = action({ ...asked, status });

      expect(actionFacts(ended, now)).toContain(
        'asked to be cancelled 14:02:22 UTC · by ana@contoso.example · “Wrong device”',
      );
      expect(actionHints(ended, 2)).toEqual(['The cancellation came too late: the action had ended.']);
    },
  );

  test('of an action that still runs is not said to be late', () => {
    expect(actionHints(action({ ...asked, status: 'InProgress' }), 2)).toEqual([]);
  });
});

test.each<[string, Partial<MachineAction>, string]>([
  ['of a scan, its scope', { type: 'RunAntiVirusScan', scope: 'Quick' }, 'scope Quick'],
  ['of a quarantine, the file', { relatedFile: { identifier: 'ab'.repeat(20), identifierType: 'Sha1' } }, 'file abab'],
  ['how long it took', { updatedAt: ago(120) }, 'last change 14:01:22 UTC · took 1 min'],
])('%s', (_, parts, words) => {
  expect(actionFacts(action(parts), now).join('\n')).toContain(words);
});

test('what has not moved since it began has no last change, and took no time', () => {
  const waiting = action({ status: 'Pending', createdAt: ago(60), updatedAt: ago(60) });

  expect(actionFacts(waiting, now)).toHaveLength(1);
  expect(actionHints(waiting, 2)[0]).toMatch(/^Pending: the device has not taken it yet/);
});
