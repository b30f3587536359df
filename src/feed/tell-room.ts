/** Tells a room of its new alerts, as far as Teams takes it. */

import type { Clock } from '../clock.ts';
import { errorFields, type Log } from '../log.ts';
import type { Feed } from '../state/feed.ts';
import type { QueuedPost } from '../state/feed-posts.ts';
import type { Subscription, Subscriptions } from '../state/subscriptions.ts';
import type { Card } from '../cards/render.ts';
import { feedMessage, rowsOf } from './message.ts';
import { planned, type PlannedMessage } from './plan.ts';
import { isWorthWaiting, type ReadAlerts } from './read-alerts.ts';
import type { HolderOf } from './standing.ts';
import type { FeedWays } from './ways.ts';

export interface TellRoomOptions {
  readonly feed: Pick<Feed, 'threadsOf' | 'setTold' | 'drop' | 'forgetThread'>;
  readonly subscriptions: Pick<Subscriptions, 'endRoom'>;
  readonly ways: FeedWays;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is the same for all rooms of a look. */
export interface LookAt {
  readonly readAlerts: ReadAlerts;
  readonly holderOf: HolderOf;
  /** False: the look is over, nothing more is told. */
  readonly goesOn: () => Promise<boolean>;
}

/** @param subscription - one of the room's. @param due - what it is to be told. Rejects when the state does not take it. */
export type TellRoom = (subscription: Subscription, due: readonly QueuedPost[], at: LookAt) => Promise<void>;

export function createTellRoom({ feed, subscriptions, ways, clock, log }: TellRoomOptions): TellRoom {
  /** Where it went, and the message's id. Rejects when Teams does not take it. */
  async function send(message: PlannedMessage, { roomId, serviceUrl, placeKind }: Subscription, card: Card) {
    if (message.threadId !== undefined || placeKind !== 'channel') {
      const conversationId = message.threadId ?? roomId;
      return { conversationId, messageId: await ways.post({ serviceUrl, conversationId }, card) };
    }
    const conversationId = await ways.beginThread({ serviceUrl, conversationId: roomId }, card);
    return { conversationId, messageId: conversationId === undefined ? undefined : messageOf(conversationId) };
  }

  /** False: nothing more is told there in this look. Rejects when the state does not take it. */
  async function tell(message: PlannedMessage, subscription: Subscription, at: LookAt): Promise<boolean> {
    const { roomId, placeKind, personName: subscribedBy } = subscription;
    const read = await at.readAlerts(rowsOf(message.posts).map(({ alertId }) => alertId));
    const isUnknown = (id: string): boolean =>
      read.some((one) => !one.ok && one.id === id && one.error.kind === 'notFound');
    if (read.some(isWorthWaiting)) return true; // the next look asks again
    const posts = message.posts.filter(({ alertId }) => !isUnknown(alertId));
    await feed.drop(roomId, idsOf(message.posts.filter(({ alertId }) => isUnknown(alertId))));
    if (posts.length === 0) return true;
    const alerts = read.flatMap((one) => (one.ok ? [one.value] : []));
    for (const one of read)
      if (!one.ok && !isUnknown(one.id))
        log.warn(errorFields(one.error), 'a new alert is counted only: it cannot be read');
    let sent: Awaited<ReturnType<typeof send>>;
    const now = new Date(clock.now());
    const made = feedMessage({ posts, alerts, holderOf: at.holderOf, subscribedBy, now });
    try {
      sent = await send(message, subscription, made.card);
    } catch (error) {
      return notTold(error, message, posts, roomId);
    }
    const { conversationId = '', messageId = '' } = sent;
    const hasThread = placeKind === 'channel' && conversationId !== '';
    await feed.setTold({
      ...{ roomId, conversationId, messageId, posts: made.posts, at: clock.now() },
      incidents: hasThread ? message.begins : [],
    });
    log.info({ alerts: posts.length, threads: message.begins.length }, 'a room was told of new alerts');
    return true;
  }

  async function notTold(
    error: unknown,
    { threadId }: PlannedMessage,
    posts: readonly QueuedPost[],
    roomId: string,
  ): Promise<boolean> {
    const fields = { alerts: posts.length, ...errorFields(error) };
    if (ways.mayHaveArrived(error)) {
      log.warn(fields, 'nobody knows whether a room was told of new alerts: they are not told again');
      await feed.drop(roomId, idsOf(posts));
      return false;
    }
    log.warn(fields, 'a room was not told of new alerts');
    if (ways.isClosed(error)) {
      if (threadId === undefined) {
        await subscriptions.endRoom(roomId);
        return false;
      }
      await feed.forgetThread(roomId, threadId); // the next look begins another one
    } else if (ways.isRefused(error)) await feed.drop(roomId, idsOf(posts));
    return !ways.isAway(error);
  }

  return async (subscription, due, at) => {
    if (due.length === 0) return;
    const { roomId, placeKind } = subscription;
    const incidents = [...new Set(due.flatMap(({ incidentId }) => incidentId ?? []))];
    const threads = await feed.threadsOf(roomId, incidents);
    for (const message of planned(due, { isChannel: placeKind === 'channel', threads }))
      if (!(await at.goesOn()) || !(await tell(message, subscription, at))) return;
  };
}

/** Teams names a thread after its first message. Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations */
function messageOf(conversationId: string): string | undefined {
  return /;messageid=(.+)$/.exec(conversationId)?.[1];
}

function idsOf(posts: readonly QueuedPost[]): readonly string[] {
  return posts.map(({ alertId }) => alertId);
}
