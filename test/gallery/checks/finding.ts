/** The finding stands in the first screenful. */

import type { SeenCard } from '../measure.ts';

/** A phone of 320 × 568 px, less Teams’ head and the field to write in. */
const screenfulPx = 400;

/** The finding is the first text in bold; a card that has none is a message of one line. */
export function finding({ texts }: SeenCard): readonly string[] {
  const found = texts.find(({ isBold }) => isBold) ?? texts[0];
  const bottom = Math.round(found?.lines.at(-1)?.bottom ?? Infinity);
  return bottom <= screenfulPx ? [] : [`has its finding end at ${bottom} px: ${found?.text.slice(0, 60) ?? 'none'}`];
}
