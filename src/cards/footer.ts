import { nameText } from './text.ts';
import { joined, utcTime } from './units.ts';

/** Who reads the card, and when. */
export interface Reader {
  /** When Defender was asked. */
  readonly now: Date;
  /** Display name of the asker in a room with more readers than one; `undefined` in a personal chat. Foreign text. */
  readonly shownFor: string | undefined;
}

/** `as of 14:03:22 UTC · shown for Alex Wilber`. */
export function footer({ now, shownFor }: Reader): string {
  return joined([`as of ${utcTime(now)}`, shownFor === undefined ? undefined : `shown for ${nameText(shownFor)}`]);
}
