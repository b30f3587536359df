/** What somebody reads of what was sent. */

import { readCard, type ReadCard } from './card-read.ts';
import type { Sent } from './messages.ts';

/** What a reader reads of a card, and its buttons: spaces look alike, whether a line may break there or not. */
export function read({ message }: Sent): ReadCard {
  if (!('content' in message)) throw new Error('That is text, not a card');
  const { lines, actions } = readCard(message.content);
  return { lines: lines.map((line) => line.replaceAll('\u00A0', ' ')), actions };
}

export function lines(sent: Sent): string {
  return read(sent).lines.join('\n');
}

export function titles(sent: Sent): readonly string[] {
  return read(sent).actions.map(({ title }) => title);
}
