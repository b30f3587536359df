import { button } from './buttons.ts';
import { messageCard } from './message.ts';
import type { Card } from './render.ts';
import { watchAction } from './watched.ts';

/** Stands in the place of the card of a watch that its person ended. */
export function unwatchedCard(actionId: string): Card {
  return messageCard('The watch of that action was ended.', [
    button('Action', 'action', actionId),
    watchAction(actionId),
  ]);
}
