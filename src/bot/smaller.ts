/** An answer that is larger than Teams takes, made smaller: nothing that was found or offered is lost, but details. */

import { smallerCard } from '../cards/smaller.ts';
import { tooLargeWords } from './failure.ts';
import type { Message } from './outgoing.ts';

/** Ours, in UTF-16 units: a quarter of what is sent at all. */
const maxTextUnits = 10_000;

export function smaller(message: Message): Message {
  return 'content' in message ? smallerCard(message, tooLargeWords.card) : { text: firstLines(message.text) };
}

/** Whole lines, because each is one thing to copy. */
function firstLines(text: string): string {
  const lines = text.split('\n');
  let units = 0;
  const kept = lines.filter((line) => (units += line.length + 1) <= maxTextUnits);
  return [...kept, tooLargeWords.text(lines.length - kept.length)].join('\n');
}
