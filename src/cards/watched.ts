/** What the cards of a watch say beside the action itself. */

import { button, type Button } from './buttons.ts';
import type { Reader } from './footer.ts';
import { joined, utcMoment } from './units.ts';

export interface Watched {
  readonly since: Date;
  /** When the watch ends, whatever becomes of the action. */
  readonly until: Date;
  /** The card is not edited any more. */
  readonly isOver: boolean;
}

interface WatchedView {
  readonly watched?: Watched | undefined;
  readonly reader: Pick<Reader, 'now'>;
}

export function watchAction(actionId: string): Button {
  return button('Watch', 'watch', actionId);
}

/** Fit for TextRuns. */
export function watchFacts({ watched, reader: { now } }: WatchedView): readonly string[] {
  if (watched === undefined) return [];
  return [
    joined([
      `watched since ${utcMoment(watched.since, now)}`,
      watched.isOver ? 'the watch is over' : `until ${utcMoment(watched.until, now)} at the latest`,
    ]),
  ];
}

/** Our own words. */
export function watchHints(watched: Watched | undefined): readonly string[] {
  return watched?.isOver === false ? ['I edit this card as the action moves, and mention you when it ends.'] : [];
}
