/** Of a list of files that is not whole: how much of it there is. */

import { count, number } from '../cards/units.ts';
import type { DefenderFile, Listed } from '../defender/model.ts';

/** One sentence, the same for alerts of which the same is missing. `undefined`: nothing is. */
export function cutWords({ items, total, isComplete, unreadable }: Listed<DefenderFile>): string | undefined {
  if (isComplete) return undefined;
  if (unreadable > 0) return `${count(unreadable, 'file')} could not be read, and there may be more.`;
  const of = total === undefined ? '' : ` of ${number(total)}`;
  return `I read the first ${number(items.length)}${of}${of === '' ? '; Defender has more' : ''}.`;
}
