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
  return [...rooms].flatMap(([roomId, of]) =>
    alerts
      .filter((alert) => of.some((subscription) => isWanted(alert, subscription)))
      .map(({ id, incidentId, severity = '', createdAt }) => ({
        ...{ roomId, alertId: id, incidentId, severity, late },
        createdAt: createdAt?.getTime() ?? now,
      })),
  );
}

function isWanted({ severity, machineId, createdAt }: Alert, { least, device, since }: Subscription): boolean {
  const isNew = createdAt === undefined || createdAt.getTime() >= since;
  const isOfDevice = device === undefined || device.id.toLowerCase() === machineId?.toLowerCase();
  return isNew && isOfDevice && isAtLeast(severity, least);
}
