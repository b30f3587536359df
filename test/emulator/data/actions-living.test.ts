import { describe, expect, test } from '@jest/globals';
import { actionState } from '../../../emulator/actions/timeline.ts';
import { livingActions } from '../../../emulator/data/actions-living.ts';
import { living } from '../../../emulator/data/ids.ts';
import { idsIn, signedIn, startStill } from '../client.ts';

const beginMs = Date.parse('2026-11-24T14:03:22Z');
const second = 1_000;

describe('an action that moves by itself', () => {
  test.each<[keyof typeof living, readonly (readonly [number, string])[]]>([
    [
      'succeeds',
      [
        [0, 'Pending'],
        [10, 'InProgress'],
        [49, 'InProgress'],
        [50, 'Succeeded'],
      ],
    ],
    [
      'fails',
      [
        [0, 'Pending'],
        [5, 'InProgress'],
        [24, 'InProgress'],
        [25, 'Failed'],
      ],
    ],
    [
      'timesOut',
      [
        [0, 'Pending'],
        [59, 'Pending'],
        [60, 'TimeOut'],
      ],
    ],
    [
      'isCancelled',
      [
        [0, 'Pending'],
        [5, 'InProgress'],
        [39, 'InProgress'],
        [40, 'Cancelled'],
      ],
    ],
    [
      'queues',
      [
        [0, 'Pending'],
        [299, 'Pending'],
        [300, 'InProgress'],
        [360, 'Succeeded'],
      ],
    ],
  ])('%s', (name, course) => {
    const script = livingActions().get(living[name])?.(beginMs);

    const states = course.map(([at]) => script && actionState(script, beginMs + at * second).status);
    expect(states).toEqual(course.map(([, status]) => status));
  });
});

test('it is not there before it is asked for, and from then on it is', async () => {
  const emulator = await startStill();
  const ask = await signedIn(emulator);
  const before = idsIn(await ask('/api/machineactions'));

  const first = await ask(`/api/machineactions/${living.succeeds.toUpperCase()}`);
  emulator.advance(50_000);
  const later = await ask(`/api/machineactions/${living.succeeds}`);
  const after = idsIn(await ask('/api/machineactions'));
  await emulator.close();

  expect(before).not.toContain(living.succeeds);
  expect(first.json).toMatchObject({
    status: 'Pending',
    creationDateTimeUtc: expect.stringMatching(/^2026-11-24T14:03:22/),
  });
  expect(later.json).toMatchObject({ status: 'Succeeded' });
  expect(after).toContain(living.succeeds);
});

test('of any other id nothing begins', async () => {
  const emulator = await startStill();
  const ask = await signedIn(emulator);

  const answer = await ask('/api/machineactions/00000000-0000-4000-8000-000000000000');
  await emulator.close();

  expect(answer.status).toBe(404);
});
