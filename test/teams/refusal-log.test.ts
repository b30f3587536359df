import { expect, test } from '@jest/globals';
import { createRefusalLog } from '../../src/teams/refusal-log.ts';
import { manualClock } from '../support/clock.ts';

function refusalLog() {
  const clock = manualClock();
  const lines: object[] = [];
  const counted: string[] = [];
  const warn = (fields: object): void => void lines.push(fields);
  const log = { info: warn, warn, error: warn };
  const note = createRefusalLog({ clock, log, onRefused: (reason) => void counted.push(reason) });
  return { clock, lines, counted, note };
}

test('a reason is told once a minute, with how many were not told since', async () => {
  const { clock, lines, note } = refusalLog();
  for (let i = 0; i < 20_000; i++) note({ status: 401, reason: 'no-token' });
  expect(lines).toEqual([{ status: 401, reason: 'no-token' }]);

  await clock.advance(60_000);
  note({ status: 401, reason: 'no-token' });
  await clock.advance(60_000);
  note({ status: 401, reason: 'no-token' });

  expect(lines.slice(1)).toEqual([
    { status: 401, reason: 'no-token', unlogged: 19_999 },
    { status: 401, reason: 'no-token' },
  ]);
});

test('a flood for one reason hides no other', () => {
  const { lines, note } = refusalLog();
  for (let i = 0; i < 5; i++) note({ status: 401, reason: 'no-token' });

  note({ status: 403, reason: 'tenant' });

  expect(lines).toEqual([
    { status: 401, reason: 'no-token' },
    { status: 403, reason: 'tenant' },
  ]);
});

test('each is counted, told or not', () => {
  const { counted, note } = refusalLog();

  for (const reason of ['no-token', 'no-token', 'tenant'] as const) note({ status: 401, reason });

  expect(counted).toEqual(['no-token', 'no-token', 'tenant']);
});
