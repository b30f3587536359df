import { nameText } from './text.ts';
import { joined, utcTime } from './units.ts';

/** Who reads the card, and when. */
export interface Reader {
  /** When Defender was asked. */
  readonly now: Date;
  /** Display name of the asker in a room with more readers than one; `undefined` in a personal chat. Foreign text. */
  readonly shownFor: string | undefined;
  /** Of the turn, where something is missing from the answer and may have to be looked up. */
  readonly reference?: string | undefined;
}

/** `as of 14:03:22 UTC · shown for Alex Wilber · reference 28fbed30`. */
export function footer({ now, shownFor, reference }: Reader): string {
  return joined([
    `as of ${utcTime(now)}`,
    shownFor === undefined ? undefined : `shown for ${nameText(shownFor)}`,
    reference === undefined ? undefined : `reference ${reference}`,
  ]);
}
