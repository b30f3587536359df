import { nameText } from './text.ts';
import { duration, joined, utcTime } from './units.ts';

/** Who reads the card, and when. */
export interface Reader {
  readonly now: Date;
  /** When Defender was asked: for the earliest of what is on the card. */
  readonly asOf: Date;
  /** Display name of the asker in a room with more readers than one; `undefined` in a personal chat. Foreign text. */
  readonly shownFor: string | undefined;
  /** Of the turn, where something is missing from the answer and may have to be looked up. */
  readonly reference?: string | undefined;
}

/** A card that is made at once is younger. */
const tellsAgeFromMs = 5_000;

/** `as of 14:03:22 UTC (40 s ago) · shown for Alex Wilber · reference 28fbed30`. */
export function footer({ now, asOf, shownFor, reference }: Reader): string {
  const ageMs = now.getTime() - asOf.getTime();
  return joined([
    `as of ${utcTime(asOf)}${ageMs < tellsAgeFromMs ? '' : ` (${duration(ageMs)} ago)`}`,
    shownFor === undefined ? undefined : `shown for ${nameText(shownFor)}`,
    reference === undefined ? undefined : `reference ${reference}`,
  ]);
}
