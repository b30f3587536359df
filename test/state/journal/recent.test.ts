import { expect, test } from '@jest/globals';
import { createRecent } from '../../../src/state/journal/recent.ts';

const key = (activityId: string) => ({ conversationId: 'c', activityId });

test('the latest are known, however many came', () => {
  const recent = createRecent(2);

  for (const id of ['a', 'b', 'c']) recent.add(key(id));

  expect(['a', 'b', 'c'].map((id) => recent.has(key(id)))).toEqual([false, true, true]);
});

test('what is taken out is not known, and ids of two parts are not confused', () => {
  const recent = createRecent();
  recent.add(key('a'));
  recent.add({ conversationId: 'ca', activityId: '' });

  recent.delete(key('a'));

  expect(recent.has(key('a'))).toBe(false);
  expect(recent.has({ conversationId: 'ca', activityId: '' })).toBe(true);
});
