/** News of an action in words: what the card of its watch becomes, and the last message. */

import { actionCard } from '../cards/action.ts';
import { actionState } from '../cards/action-words.ts';
import { messageCard } from '../cards/message.ts';
import type { Portal } from '../cards/portal.ts';
import type { Card } from '../cards/render.ts';
import { shortName } from '../cards/text.ts';
import { duration } from '../cards/units.ts';
import { unwatchedCard } from '../cards/unwatched.ts';
import { watchedTitle } from '../cards/watch-list.ts';
import type { MachineAction } from '../defender/model.ts';
import type { Watch } from '../state/watch.ts';
import type { News } from './news.ts';

export interface Telling {
  readonly card: Card;
  /** The last message: our own words, checked tokens and names in which nothing is left that a client would make a link or markup of. */
  readonly word: string | undefined;
  /** The watch is over with it. */
  readonly isEnd: boolean;
}

/** `undefined`: there is nothing to tell. */
export function tellingOf(
  watch: Watch,
  news: News,
  { now, asOf, portal }: { readonly now: Date; readonly asOf: Date; readonly portal: Portal },
): Telling | undefined {
  const cardOf = (action: MachineAction, isOver: boolean): Card =>
    actionCard({
      action,
      without: undefined,
      watched: { since: new Date(watch.startedAt), until: new Date(watch.endsAt), isOver },
      reader: { now, asOf, shownFor: watch.placeKind === 'personal' ? undefined : watch.personName },
      portal,
    });
  const title = watchedTitle(
    { actionType: plainName(watch.actionType), deviceName: watch.deviceName?.split('.')[0] },
    plainName,
  );
  switch (news.kind) {
    case 'same':
    case 'unknown':
      return undefined;
    case 'moved':
      return { card: cardOf(news.action, false), word: undefined, isEnd: false };
    case 'stopped':
      return { card: unwatchedCard(watch.actionId), word: undefined, isEnd: true };
    case 'ended': {
      const word = `${title}: ${actionState(news.action, now, plainName)}. Its card is above.`;
      return { card: cardOf(news.action, true), word, isEnd: true };
    }
    case 'expired': {
      const { action } = news;
      const state = action === undefined ? 'Defender did not tell its state' : actionState(action, now, plainName);
      const word = `${title}: ${state}. I stopped watching after ${duration(watch.endsAt - watch.startedAt)}; watch it again if you still wait for it.`;
      return { card: action === undefined ? messageCard(word) : cardOf(action, true), word, isEnd: true };
    }
    case 'vanished': {
      const word = `${title}: Defender does not know that action any more, so I stopped watching.`;
      return { card: messageCard(word), word, isEnd: true };
    }
  }
}

/** In the place of the card, where its person may not ask for it any more. Nothing of the action is on it. */
export const refusedTelling: Telling = {
  card: messageCard('The watch has ended: whom it was for may not ask for actions here any more.'),
  word: undefined,
  isEnd: true,
};

/** Dots make links of words, underscores make them italic. */
function plainName(name: string): string {
  return shortName(name).replaceAll(/[._]+/g, ' ').trim();
}
