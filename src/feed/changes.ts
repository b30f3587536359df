/** Which cards of alerts are to be edited: somebody took an alert, here or in Defender, or let go of it, or it was resolved. */

import { alertKey } from '../alert-key.ts';
import type { Alert } from '../defender/model.ts';
import type { Feed } from '../state/feed.ts';
import type { ToldPost } from '../state/feed-posts.ts';
import type { Holding } from '../state/on-it.ts';
import { onItKey, shownBy, type HolderOf } from './standing.ts';

export interface Changes {
  /** Alerts that Defender says changed lately. */
  readonly changed: readonly Alert[];
  readonly holdings: readonly Holding[];
  readonly holderOf: HolderOf;
  readonly now: number;
}

/** Rejects when the state does not take it. */
export async function noteChanges(
  feed: Pick<Feed, 'showing' | 'wantEdits'>,
  { changed, holdings, holderOf, now }: Changes,
): Promise<void> {
  const inDefender = new Map(changed.map((alert) => [alertKey(alert.id), shownBy(alert)]));
  const isStale = (post: ToldPost): boolean =>
    (inDefender.get(alertKey(post.alertId)) ?? post.shown) !== post.shown || onItKey(holderOf(post)) !== post.onIt;
  const posts = await feed.showing({
    alertIds: [...inDefender.keys()],
    heldAlerts: holdings.filter(({ kind }) => kind === 'alert').map(({ id }) => id),
    heldIncidents: holdings.filter(({ kind }) => kind === 'incident').map(({ id }) => Number(id)),
  });
  await feed.wantEdits(posts.filter(isStale), now);
}
