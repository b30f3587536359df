/** The card of a watch: edited where it stands, and posted anew at the end where it does not stand any more. */

import type { EvidenceCards } from '../bot/evidence-cards.ts';
import { isGone } from '../bot/not-taken.ts';
import type { Message } from '../bot/outgoing.ts';
import type { Shown } from '../bot/shown.ts';
import { stamped } from '../bot/stamp.ts';
import type { Card } from '../cards/render.ts';
import type { Clock } from '../clock.ts';
import { errorFields, type Log } from '../log.ts';
import type { Watch } from '../state/watch.ts';
import type { Watches } from '../state/watches.ts';
import { watchNumbers as numbers } from './numbers.ts';
import type { Telling } from './telling.ts';

interface Address {
  readonly serviceUrl: string;
  readonly conversationId: string;
}

/** The ways to Teams. All reject when it does not take it. */
export interface WatchWays {
  readonly post: (to: Address, message: Message) => Promise<void>;
  readonly edit: (at: Address & { readonly messageId: string }, message: Message) => Promise<void>;
  /** The conversation takes nothing any more. */
  readonly isClosed: (error: unknown) => boolean;
  /** It has not arrived, and may be taken another time. */
  readonly isWorthAnotherTry: (error: unknown) => boolean;
  /** Asked again, Teams would say no again. */
  readonly isLasting: (error: unknown) => boolean;
}

export interface WatchCardOptions {
  readonly watches: Pick<Watches, 'hold'>;
  readonly ways: WatchWays;
  readonly shown: Shown;
  readonly cards: Pick<EvidenceCards, 'inTurn'>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * `late`: the watch is not ours any more, or was stopped. `gone`: there is no card. `closed`: nor a conversation.
 * `refused`: Teams will not take this card.
 */
export type Told = 'done' | 'gone' | 'closed' | 'failed' | 'refused' | 'late';

export interface WatchCard {
  tell(watch: Watch, telling: Telling): Promise<Told>;
  /** What is pressed on it from now on is about the action. */
  release(watch: Watch): void;
}

export function createWatchCard({ watches, ways, shown, cards, clock, log }: WatchCardOptions): WatchCard {
  async function told(watch: Watch, send: () => Promise<void>): Promise<Told> {
    if (!(await watches.hold(watch, clock.now() + numbers.leaseMs))) return 'late';
    try {
      await send();
      return 'done';
    } catch (error) {
      if (ways.isClosed(error)) return 'closed';
      if (isGone(error)) return 'gone';
      log.warn(errorFields(error), 'Teams did not take the card of a watch');
      return ways.isLasting(error) ? 'refused' : 'failed';
    }
  }

  async function edit(watch: Watch, messageId: string, card: Card): Promise<Told> {
    const { serviceUrl, conversationId } = watch;
    return cards.inTurn({ conversationId, messageId }, () =>
      told(watch, () => {
        const revision = shown.get(conversationId, messageId)?.revision ?? 1;
        return ways.edit({ serviceUrl, conversationId, messageId }, stamped(card, revision));
      }),
    );
  }

  return {
    async tell(watch, { card, isEnd }) {
      const edited = watch.messageId === undefined ? 'gone' : await edit(watch, watch.messageId, card);
      const isPosted = edited === 'gone' && isEnd && !watch.isStopped;
      return isPosted ? told(watch, () => ways.post(watch, stamped(card, 1))) : edited;
    },
    release({ conversationId, messageId, actionId }) {
      const standing = messageId === undefined ? undefined : shown.get(conversationId, messageId);
      if (messageId === undefined || standing === undefined) return;
      shown.set(conversationId, messageId, { ...standing, subject: `action ${actionId}` });
    },
  };
}
