/** What is read first stands first: a screen reader and an eye go the same way. */

import type { Box } from '../dom.ts';
import type { SeenCard } from '../measure.ts';

/** Lines of different sizes overlap by as much. */
const tolerancePx = 4;

export function order({ texts }: SeenCard): readonly string[] {
  return texts.slice(1).flatMap((text, i) => {
    const before = texts[i];
    const [last, first] = [before?.lines.at(-1), text.lines[0]];
    if (before === undefined || last === undefined || first === undefined || follows(last, first)) return [];
    return [`stands before what is read before it: ${text.text.slice(0, 40)} ⟵ ${before.text.slice(0, 40)}`];
  });
}

/** Below it, or behind it on the same line. */
function follows(last: Box, first: Box): boolean {
  return first.top >= last.bottom - tolerancePx || first.left >= last.right - tolerancePx;
}
