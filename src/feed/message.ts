/** What a room is told: the card, and how what is in it stood then. */

import { alertKey } from '../alert-key.ts';
import { arrivalsCard, maxArrivals } from '../cards/arrivals.ts';
import type { Card } from '../cards/render.ts';
import type { Alert } from '../defender/model.ts';
import type { QueuedPost, ToldPost } from '../state/feed-posts.ts';
import { worstFirst } from '../triage/severity.ts';
import { onItBy, onItKey, shownBy, type HolderOf } from './standing.ts';

/** Which of them are rows, the worst first; the rest is counted. */
export function rowsOf<P extends QueuedPost>(posts: readonly P[]): readonly P[] {
  return ranked(posts).slice(0, maxArrivals);
}

function ranked<P extends QueuedPost>(posts: readonly P[]): readonly P[] {
  const wanted = posts.map((post) => ({ post, severity: severityOf(post), createdAt: new Date(post.createdAt) }));
  return worstFirst(wanted).map(({ post }) => post);
}

export interface FeedMessage {
  readonly card: Card;
  readonly posts: readonly Pick<ToldPost, 'alertId' | 'shown' | 'onIt' | 'place'>[];
}

export function feedMessage({
  posts,
  alerts,
  holderOf,
  subscribedBy,
  now,
}: {
  readonly posts: readonly QueuedPost[];
  /** Those of the rows that could be read, in their order. */
  readonly alerts: readonly Alert[];
  readonly holderOf: HolderOf;
  readonly subscribedBy: string;
  readonly now: Date;
}): FeedMessage {
  const places = new Map(alerts.map((alert, i) => [alertKey(alert.id), { alert, place: i + 1 }]));
  const incidents = new Set(posts.map(({ incidentId }) => incidentId));
  const late = posts.filter((post) => post.late !== 'no');
  const card = arrivalsCard({
    arrivals: alerts.map((alert) => {
      const holder = holderOf({ alertId: alert.id, incidentId: alert.incidentId });
      return { alert, onIt: onItBy(holder) };
    }),
    all: ranked(posts).map((post) => ({ id: post.alertId, severity: severityOf(post) })),
    unread: rowsOf(posts).length - alerts.length,
    incidentId: incidents.size === 1 ? [...incidents][0] : undefined,
    gap:
      late.length === 0
        ? undefined
        : {
            from: new Date(Math.min(...late.map(({ createdAt }) => createdAt))),
            isComplete: late.every((post) => post.late === 'all'),
          },
    ...{ subscribedBy, now },
  });
  return {
    card,
    posts: posts.map((post) => {
      const row = places.get(alertKey(post.alertId));
      return {
        alertId: post.alertId,
        shown: row === undefined ? '' : shownBy(row.alert),
        onIt: onItKey(holderOf(post)),
        place: row?.place ?? 0,
      };
    }),
  };
}

function severityOf({ severity }: QueuedPost): string | undefined {
  return severity === '' ? undefined : severity;
}
