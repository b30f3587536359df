/** Whether a room is told: as long as somebody who asked for it may. */

import { messageCard } from '../cards/message.ts';
import { errorFields, type Log } from '../log.ts';
import type { Access } from '../policy/access.ts';
import type { Subscription, Subscriptions } from '../state/subscriptions.ts';
import { mayBeTold } from './may-be-told.ts';
import { feedNumbers as numbers } from './numbers.ts';
import type { FeedWays } from './ways.ts';

export interface AllowedOptions {
  readonly subscriptions: Pick<Subscriptions, 'setRefusals' | 'endRoom'>;
  readonly ways: Pick<FeedWays, 'post'>;
  readonly access: Access;
  readonly log: Log;
}

/** The subscriptions of one room, at least one. */
export type OfRoom = readonly [Subscription, ...Subscription[]];

/** False: not now, or, found a few times in a row, not any more: then the room is told so. Rejects when the state does not take it. */
export type IsAllowed = (of: OfRoom) => Promise<boolean>;

export function createIsAllowed({ subscriptions, ways, access, log }: AllowedOptions): IsAllowed {
  async function endFor({ roomId, serviceUrl }: Subscription): Promise<void> {
    log.warn({}, 'a subscription ended: whoever asked for it may not any more');
    await subscriptions.endRoom(roomId);
    const word =
      'New alerts are not told here any more: whoever asked for it may not now. Somebody who may can subscribe anew.';
    await ways.post({ serviceUrl, conversationId: roomId }, messageCard(word)).catch((error: unknown) => {
      log.warn(errorFields(error), 'a room was not told that its subscription ended');
    });
  }

  return async (of) => {
    const [first] = of;
    const verdict = await mayBeTold(of, access);
    if (verdict === 'unknown') return false;
    if (verdict === 'yes') {
      if (first.refusals > 0) await subscriptions.setRefusals(first.roomId, 0);
      return true;
    }
    if (first.refusals + 1 < numbers.refusals) await subscriptions.setRefusals(first.roomId, first.refusals + 1);
    else await endFor(first);
    return false;
  };
}
