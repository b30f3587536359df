/** Cards of alerts that were told: edited when somebody takes an alert, here or in Defender, and when it is resolved. */

import type { Clock } from '../clock.ts';
import type { Alert } from '../defender/model.ts';
import { errorFields, type Log } from '../log.ts';
import type { Feed } from '../state/feed.ts';
import type { ToldPost } from '../state/feed-posts.ts';
import type { Holding } from '../state/on-it.ts';
import type { Subscription } from '../state/subscriptions.ts';
import { feedMessage, rowsOf } from './message.ts';
import { feedNumbers as numbers } from './numbers.ts';
import { onItKey, shownBy } from './standing.ts';
import type { LookAt } from './tell-room.ts';
import type { FeedWays } from './ways.ts';

export interface ChangesOptions {
  readonly feed: Pick<Feed, 'showing' | 'inMessage' | 'setShown' | 'forgetMessage'>;
  readonly ways: FeedWays;
  readonly clock: Clock;
  readonly log: Log;
}

/** @param changed - alerts that Defender says changed lately. Rejects when the state does not take it. */
export type ShowChanges = (
  changed: readonly Alert[],
  holdings: readonly Holding[],
  subscriptions: readonly Subscription[],
  at: LookAt,
) => Promise<void>;

export function createShowChanges({ feed, ways, clock, log }: ChangesOptions): ShowChanges {
  async function edit(posts: readonly ToldPost[], { serviceUrl, personName }: Subscription, at: LookAt): Promise<void> {
    const [first] = posts;
    const read = await at.readAlerts(rowsOf(posts.filter(({ place }) => place > 0)).map(({ alertId }) => alertId));
    const alerts = read.flatMap((one) => (one.ok ? [one.value] : []));
    if (first === undefined || alerts.length < read.length) return; // what changed is looked at again for a while
    const now = new Date(clock.now());
    const made = feedMessage({ posts, alerts, holderOf: at.holderOf, subscribedBy: personName, now });
    const { roomId, conversationId, messageId } = first;
    try {
      await ways.edit({ serviceUrl, conversationId, messageId }, made.card);
      await feed.setShown(roomId, made.posts);
    } catch (error) {
      if (ways.isGone(error) || ways.isClosed(error)) return feed.forgetMessage(roomId, messageId);
      log.warn(errorFields(error), 'a card of new alerts was not edited');
    }
  }

  return async (changed, holdings, subscriptions, at) => {
    const inDefender = new Map(changed.map((alert) => [alert.id, shownBy(alert)]));
    const isStale = (post: ToldPost): boolean =>
      (inDefender.get(post.alertId) ?? post.shown) !== post.shown || onItKey(at.holderOf(post)) !== post.onIt;
    const posts = await feed.showing({
      alertIds: [...inDefender.keys()],
      heldAlerts: holdings.filter(({ kind }) => kind === 'alert').map(({ id }) => id),
      heldIncidents: holdings.filter(({ kind }) => kind === 'incident').map(({ id }) => Number(id)),
    });
    const stale = new Map(posts.filter(isStale).map((post) => [`${post.roomId} ${post.messageId}`, post]));
    let edits = 0;
    for (const { roomId, messageId } of stale.values()) {
      const subscription = subscriptions.find((one) => one.roomId === roomId);
      if (subscription === undefined) continue;
      if (edits === numbers.editsAtOnce || !(await at.goesOn())) return;
      edits += 1;
      await edit(await feed.inMessage(roomId, messageId), subscription, at);
    }
  };
}
