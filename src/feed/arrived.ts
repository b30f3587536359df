/** New alerts → what is to be told where. */

import type { Alert } from '../defender/model.ts';
import type { Late, QueuedPost } from '../state/feed-posts.ts';
import type { Subscription } from '../state/subscriptions.ts';
import { isAtLeast } from '../triage/severity.ts';

/** Each alert once in a room, however many of its subscriptions it fits. @param now - for an alert that does not say when it was created. */
export function arrivedIn(
  subscriptions: readonly Subscription[],
  alerts: readonly Alert[],
  { late, now }: { readonly late: Late; readonly now: number },
): readonly QueuedPost[] {
  const rooms = Map.groupBy(subscriptions, ({ roomId }) => roomId);
  const posts = alerts.map(({ id, incidentId, severity = '', machineId: deviceId, createdAt }) => ({
    ...{ alertId: id, incidentId, severity, deviceId, late },
    createdAt: createdAt?.getTime() ?? now,
  }));
  return [...rooms].flatMap(([roomId, of]) =>
    posts
      .filter((post) => of.some((subscription) => post.createdAt >= subscription.tellsFrom && fits(post, subscription)))
      .map((post) => ({ ...post, roomId })),
  );
}

/** One of them is about such an alert, whenever it was created. */
export function isWanted(post: QueuedPost, subscriptions: readonly Subscription[]): boolean {
  return subscriptions.some((subscription) => fits(post, subscription));
}

function fits(
  { severity, deviceId }: Pick<QueuedPost, 'severity' | 'deviceId'>,
  { least, device }: Subscription,
): boolean {
  const isOfDevice = device === undefined || device.id.toLowerCase() === deviceId?.toLowerCase();
  return isOfDevice && isAtLeast(severity === '' ? undefined : severity, least);
}
