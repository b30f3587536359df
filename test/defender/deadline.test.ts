import { expect, test } from '@jest/globals';
import { DeadlineError } from '../../src/clock.ts';
import { deadline } from '../../src/defender/deadline.ts';
import type { Send } from '../../src/defender/send.ts';
import { manualClock } from '../support/clock.ts';
import { thrown } from '../support/thrown.ts';
import { answers, minuteMs, request, response } from './fakes.ts';

const untilAborted: Send = ({ signal }) =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error)); // what `abort` was called with
  });

test('a call that is answered in time leaves no timer behind', async () => {
  const clock = manualClock();

  const { status } = await deadline(clock)(answers(response(200)).send)(request(clock.now()));

  expect([status, clock.sleepers]).toEqual([200, 0]);
});

test('a call that is not is unreachable at its deadline', async () => {
  const clock = manualClock();
  const failed = thrown(deadline(clock)(untilAborted)(request(clock.now())));

  await clock.advance(minuteMs);

  expect(await failed).toMatchObject({ name: 'DefenderError', kind: 'unreachable', cause: { name: 'DeadlineError' } });
});

test('a call whose deadline has passed is not begun', async () => {
  const clock = manualClock();
  const fake = answers(response(200));

  const error = await thrown(deadline(clock)(fake.send)(request(clock.now(), { deadlineAt: clock.now() })));

  expect(error).toMatchObject({ kind: 'unreachable' });
  expect(fake.requests).toHaveLength(0);
});

test.each([new Error('gave up'), new DeadlineError('a command’s own time is over')])(
  'an asker who gives up gets the own reason back: %s',
  async (reason) => {
    const clock = manualClock();
    const gaveUp = new AbortController();
    const failed = thrown(deadline(clock)(untilAborted)(request(clock.now(), { signal: gaveUp.signal })));

    gaveUp.abort(reason);

    expect(await failed).toBe(reason);
  },
);
