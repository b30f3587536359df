/** Why an action is not watched, in words. */

import { count } from '../cards/units.ts';
import type { TooManyOf } from './errors.ts';
import type { Words } from './failure-words.ts';

export const watchLimitWords: Readonly<Record<TooManyOf, (most: number) => Words>> = {
  person: (most) => ({
    heading: `You watch ${count(most, 'action')} already, which is the most for one person.`,
    advice: 'End one that you need no longer: watches lists them in your personal chat with me, unwatch ends one.',
    retry: false,
  }),
  conversation: (most) => ({
    heading: `In this chat or channel ${count(most, 'action is', 'actions are')} watched already, which is the most for one.`,
    advice: 'Watch it in your personal chat with me, or end a watch here: watches lists yours, unwatch ends one.',
    retry: false,
  }),
};
