/** Brings a card of new alerts up to date. One that Teams does not want edited is tried a few times, less and less often. */

import type { Clock } from '../clock.ts';
import { errorFields, type Log } from '../log.ts';
import type { Feed } from '../state/feed.ts';
import type { DueEdit } from '../state/feed-edits.ts';
import type { Subscription } from '../state/subscriptions.ts';
import { feedMessage, rowsOf } from './message.ts';
import { feedNumbers as numbers } from './numbers.ts';
import { isWorthWaiting } from './read-alerts.ts';
import type { LookAt } from './tell-room.ts';
import type { FeedWays } from './ways.ts';

export interface EditCardOptions {
  readonly feed: Pick<Feed, 'inMessage' | 'setShown' | 'putOffEdit' | 'forgetMessage'>;
  readonly ways: FeedWays;
  readonly clock: Clock;
  readonly log: Log;
}

/** False: the next one there would fare no better. Rejects when the state does not take it. */
export type EditCard = (edit: DueEdit, subscription: Subscription, at: LookAt) => Promise<boolean>;

export function createEditCard({ feed, ways, clock, log }: EditCardOptions): EditCard {
  async function notEdited(error: unknown, edit: DueEdit): Promise<boolean> {
    const { roomId, messageId } = edit;
    if (ways.isGone(error) || ways.isClosed(error)) {
      await feed.forgetMessage(roomId, messageId);
      return true;
    }
    if (!ways.isLasting(error)) {
      log.warn(errorFields(error), 'a card of new alerts was not edited');
      await feed.putOffEdit(edit, clock.now() + numbers.everyMs);
      return false;
    }
    const failures = edit.failures + 1;
    if (failures < numbers.editTries) {
      log.warn(errorFields(error), 'Teams does not want a card of new alerts edited');
      await feed.putOffEdit({ ...edit, failures }, clock.now() + gapMs(failures));
    } else {
      log.warn(errorFields(error), 'a card of new alerts stays as it is: Teams does not want it edited');
      await feed.forgetMessage(roomId, messageId);
    }
    return true;
  }

  return async (edit, { serviceUrl, personName }, at) => {
    const { roomId, messageId } = edit;
    const posts = await feed.inMessage(roomId, messageId);
    const [first] = posts;
    if (first === undefined) return true;
    const read = await at.readAlerts(rowsOf(posts).map(({ alertId }) => alertId));
    if (read.some(isWorthWaiting)) {
      await feed.putOffEdit(edit, clock.now() + numbers.everyMs);
      return true;
    }
    const alerts = read.flatMap((one) => (one.ok ? [one.value] : []));
    const now = new Date(clock.now());
    const made = feedMessage({ posts, alerts, holderOf: at.holderOf, subscribedBy: personName, now });
    try {
      await ways.edit({ serviceUrl, conversationId: first.conversationId, messageId }, made.card);
    } catch (error) {
      return notEdited(error, edit);
    }
    await feed.setShown(roomId, made.posts);
    return true;
  };
}

/** Until the next try. */
function gapMs(failures: number): number {
  return numbers.editGapMs * numbers.editGapGrows ** (failures - 1);
}
