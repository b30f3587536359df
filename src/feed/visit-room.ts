/** What there is to do in a room: tell it of its new alerts, then bring up to date what stands there. */

import type { Feed } from '../state/feed.ts';
import type { DueEdit } from '../state/feed-edits.ts';
import type { Subscriptions } from '../state/subscriptions.ts';
import { createIsAllowed, type AllowedOptions } from './allowed.ts';
import { isWanted } from './arrived.ts';
import { createEditCard, type EditCardOptions } from './edit-card.ts';
import { createTellRoom, type LookAt, type TellRoomOptions } from './tell-room.ts';

export interface VisitRoomOptions
  extends Omit<TellRoomOptions, 'subscriptions'>, Omit<AllowedOptions, 'subscriptions' | 'ways'>, EditCardOptions {
  readonly feed: Feed;
  readonly subscriptions: Subscriptions;
}

/** Rejects when the state does not take it, or with the reason of the look's signal. */
export type VisitRoom = (roomId: string, edits: readonly DueEdit[], at: LookAt) => Promise<void>;

export function createVisitRoom(options: VisitRoomOptions): VisitRoom {
  const { feed, subscriptions } = options;
  const isAllowed = createIsAllowed(options);
  const tellRoom = createTellRoom(options);
  const editCard = createEditCard(options);

  return async (roomId, edits, at) => {
    const due = await feed.due(roomId);
    if (due.length === 0 && edits.length === 0) return;
    const [first, ...others] = await subscriptions.ofRoom(roomId);
    if (first === undefined) return;
    const of = [first, ...others] as const;
    const { wanted = [], unwanted = [] } = Object.groupBy(due, (post) => (isWanted(post, of) ? 'wanted' : 'unwanted'));
    await feed.drop(
      roomId,
      unwanted.map(({ alertId }) => alertId),
    );
    if ((wanted.length === 0 && edits.length === 0) || !(await isAllowed(of))) return;
    await tellRoom(first, wanted, at);
    for (const edit of edits) if (!(await at.goesOn()) || !(await editCard(edit, first, at))) return;
  };
}
