/** A working card becomes the answer, also when the process that posted it is not there any more. */

import { expect, test } from '@jest/globals';
import { rememberedEvidence } from '../support/evidence.ts';
import { harness } from './turn-harness.ts';

const broken = (): Promise<never> => Promise.reject(new RangeError('disk full'));

test('the state learns which card stands for the question', async () => {
  const noted: unknown[] = [];
  const chat = harness({
    activities: {
      workingId: () => Promise.resolve(undefined),
      setWorkingId: ({ conversationId, activityId }, messageId) => {
        noted.push({ conversationId, activityId, messageId });
        return Promise.resolve();
      },
    },
  });
  const turn = chat.type('show', { activityId: 'q7' });
  await chat.clock.advance(3_000);
  await chat.answer(0, 'done');
  await turn;

  expect(noted).toEqual([{ conversationId: 'c1', activityId: 'q7', messageId: 'm1' }]);
});

test.each([
  ['at once', 0],
  ['late', 10_000],
])('a card that was left behind becomes the answer that comes %s', async (_, ms) => {
  const activities = {
    workingId: () => Promise.resolve<string | undefined>(undefined),
    setWorkingId: () => Promise.resolve(),
  };
  const chat = harness({ activities });
  await chat.type('now'); // m1 stands in the place of the card
  activities.workingId = () => Promise.resolve('m1');

  const turn = chat.type('show');
  await chat.clock.advance(ms);
  await chat.answer(0, 'done');
  await turn;

  expect(chat.out.filter((line) => line !== 'typing')).toEqual(['post m1: now 1', 'edit m1: done']);
});

test('a state that does not answer costs nobody the answer, and the log says so', async () => {
  const chat = harness({ activities: { workingId: broken, setWorkingId: broken } });

  const turn = chat.type('show');
  await chat.clock.advance(3_000);
  await chat.answer(0, 'done');
  await turn;

  expect(chat.out.filter((line) => line !== 'typing')).toEqual(['post m1: Working on show…', 'edit m1: done']);
  expect(chat.logged.join()).toContain('not known to the state');
});

test('the state learns which message is the answer before anything else is done for it', async () => {
  const events: string[] = [];
  const chat = harness({
    activities: {
      workingId: () => Promise.resolve(undefined),
      setWorkingId: ({ activityId }, messageId) => Promise.resolve(void events.push(`${activityId} is ${messageId}`)),
    },
    memory: {
      ...rememberedEvidence(),
      remember: ({ messageId }) => Promise.resolve(void events.push(`evidence in ${messageId}`)),
    },
    evidenceOf: () => ({ what: 'output', sha256: '' }),
  });

  const turn = chat.type('show', { activityId: 'q7' });
  await chat.answer(0, 'done');
  await turn;

  expect(events).toEqual(['q7 is m1', 'evidence in m1']);
});

test('an answer that was given before the process died is edited by the next one', async () => {
  let messageId: string | undefined;
  const activities = {
    workingId: () => Promise.resolve(messageId),
    setWorkingId: (_: unknown, posted: string) => Promise.resolve(void (messageId = posted)),
  };
  const chat = harness({ activities });
  await chat.type('now', { activityId: 'q7' });

  await chat.type('now', { activityId: 'q7' }); // its end was not recorded

  expect(chat.out).toEqual(['post m1: now 1', 'edit m1: now 1']);
});
