/** What is told of a watch at its end, to whom, and in whose place. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { linesOf, titlesOf } from '../cards/reading.ts';
import { accessOf } from '../support/access.ts';
import { newWatch } from '../support/watches.ts';
import {
  actionId,
  ended,
  mentioned,
  pending,
  refused,
  running,
  startWatchStage,
  succeeded,
  type WatchStage,
} from './watch-stage.ts';

const minuteMs = 60_000;

let stage: WatchStage;

beforeEach(async () => {
  stage = await startWatchStage();
});

afterEach(() => stage.close());

const isOver = async (): Promise<boolean> => (await stage.watches.ofPerson('29:ana')).length === 0;

describe('at the end', () => {
  test('the card shows it with the ways to its results, then one message mentions who waited', async () => {
    await stage.watching();

    await stage.moved(succeeded);
    await stage.clock.advance(10 * minuteMs);

    expect(stage.words()).toEqual([ended, mentioned]);
    const [card] = stage.taken.map(({ message }) => message);
    if (card === undefined || !('content' in card)) throw new Error('That is no card');
    expect(titlesOf(card)).toEqual(expect.arrayContaining(['Result 0', 'Result 1']));
    expect(titlesOf(card)).not.toContain('Stop watching');
    expect(linesOf(card).join('\n')).toContain('the watch is over');
    expect(await isOver()).toBe(true);
  });

  test.each([
    ['Failed', 'failed'],
    ['TimeOut', 'timed out'],
    ['Cancelled', 'cancelled'],
  ])('%s is one', async (status, words) => {
    await stage.watching();

    await stage.moved({ ...pending, status });

    expect(stage.words().at(-1)).toBe(`post: @29:ana Live response on LAPTOP-042: ${words}. Its card is above.`);
  });

  test('a status that this bot does not know is none', async () => {
    await stage.watching();

    await stage.moved({ ...pending, status: 'Resting' });

    expect(stage.words()).toEqual(['edit m1: Live response on LAPTOP-042: status Resting']);
  });

  test('what is pressed on the card from then on is about the action', async () => {
    const card = { personId: '29:ana', subject: `watch ${actionId}`, revision: 1, isEvidence: false };
    await stage.watching();
    stage.shown.set('19:room;messageid=1', 'm1', card);

    await stage.moved(succeeded);

    expect(stage.shown.get('19:room;messageid=1', 'm1')).toEqual({ ...card, subject: `action ${actionId}` });
  });

  test('no name can be a link, markup or a mention in the message', async () => {
    await stage.watching({ deviceName: 'evil_.example.com', actionType: '<at>x</at> [a](http://b.c)' });

    await stage.moved(succeeded);

    expect(stage.words()[1]).toBe('post: @29:ana -at-x-at- -a-http-b c- on evil: succeeded. Its card is above.');
  });
});

describe('a watch ends too', () => {
  test('after its time, with a word', async () => {
    await stage.watching({ endsAt: stage.clock.now() + 10 * minuteMs });

    await stage.clock.advance(12 * minuteMs);

    expect(stage.words()).toEqual([
      'edit m1: Live response on LAPTOP-042: waiting for the device, 10 min',
      'post: @29:ana Live response on LAPTOP-042: waiting for the device, 10 min. I stopped watching after 10 min; watch it again if you still wait for it.',
    ]);
    expect(await isOver()).toBe(true);
  });

  test('after its time where Defender does not answer', async () => {
    await stage.watching({ endsAt: stage.clock.now() + 10 * minuteMs });

    await stage.moved('unreachable', 20 * minuteMs);

    expect(stage.words().at(-1)).toContain('Defender did not tell its state. I stopped watching after 10 min;');
    expect(await isOver()).toBe(true);
  });

  test('where Defender does not know the action any more, with a word', async () => {
    await stage.watching();
    await stage.clock.advance(3 * minuteMs);

    await stage.moved('notFound');

    expect(stage.words().at(-1)).toBe(
      'post: @29:ana Live response on LAPTOP-042: Defender does not know that action any more, so I stopped watching.',
    );
    expect(await isOver()).toBe(true);
  });

  test('but not where a young action does not show yet', async () => {
    await stage.watching();

    await stage.moved('notFound');
    await stage.moved(succeeded);

    expect(stage.words()).toEqual([ended, mentioned]);
  });

  test.each([
    ['edit', []],
    ['post', [ended]],
  ])('where the conversation takes no %s any more: nothing more is sent', async (way, expected) => {
    await stage.watching();
    stage.weather = (call) => (call.way === way ? Promise.reject(refused(403)) : Promise.resolve());

    await stage.moved(succeeded);
    await stage.clock.advance(10 * minuteMs);

    expect(stage.words()).toEqual(expected);
    expect(await isOver()).toBe(true);
  });

  test('when its person ends it: the card says so, and nobody is mentioned', async () => {
    await stage.watching();
    await stage.watches.stop(newWatch(), stage.clock.now());

    await stage.moved(succeeded);

    expect(stage.words()).toEqual(['edit m1: The watch of that action was ended.']);
  });
});

describe('a card that somebody took away', () => {
  test('is posted anew at the end, and not before', async () => {
    await stage.watching();
    stage.weather = ({ way }) => (way === 'edit' ? Promise.reject(refused(404)) : Promise.resolve());

    await stage.moved(running);
    expect(stage.taken).toEqual([]);
    await stage.moved(succeeded);

    expect(stage.words()).toEqual(['post: Live response on LAPTOP-042: succeeded', mentioned]);
  });

  test('and whose watch its person ended is not', async () => {
    await stage.watching();
    stage.weather = ({ way }) => (way === 'edit' ? Promise.reject(refused(404)) : Promise.resolve());
    await stage.watches.stop(newWatch(), stage.clock.now());

    await stage.clock.advance(minuteMs);

    expect(stage.taken).toEqual([]);
  });
});

describe('who waits is looked at again when there is something to tell', () => {
  const person = { standing: 'member', objectId: 'o1' } as const;
  const reader = {
    mode: 'policy',
    policy: { grants: [{ role: 'reader', to: 'user:o1' }], evidenceIn: [], guests: 'deny' },
  } as const;
  const nobody = { ...reader, policy: { ...reader.policy, grants: [] } } as const;

  test('and told where they may still ask', async () => {
    stage.access = accessOf(() => reader, { member: () => Promise.resolve(person) });
    await stage.watching();

    await stage.moved(succeeded);

    expect(stage.words()).toEqual([ended, mentioned]);
  });

  test('and not told where they may not: the card says that it is over, and nothing of the action', async () => {
    stage.access = accessOf(() => nobody, { member: () => Promise.resolve(person) });
    await stage.watching();

    await stage.moved(succeeded, 10 * minuteMs);

    expect(stage.words()).toEqual([
      'edit m1: The watch has ended: whom it was for may not ask for actions here any more.',
    ]);
    expect(JSON.stringify(stage.taken)).not.toContain('LAPTOP-042');
    expect(await isOver()).toBe(true);
  });

  test('and told later where Teams does not say who they are', async () => {
    let isAway = true;
    const member = () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve(person));
    stage.access = accessOf(() => reader, { member });
    await stage.watching();

    await stage.moved(succeeded, 10 * minuteMs);
    expect(stage.taken).toEqual([]);
    isAway = false;
    await stage.clock.advance(10 * minuteMs);

    expect(stage.words()).toEqual([ended, mentioned]);
  });
});
