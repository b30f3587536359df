/** Which rules a text is worth a look for: those of which it holds an anchor. */

import { createLiteralScan } from './literal-scan.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules/rules.ts';

const anchors = rules.flatMap((rule) => rule.anchors.map((anchor) => ({ anchor, rule })));
const scan = createLiteralScan(anchors.map(({ anchor }) => anchor));

export function rulesOf(bytes: Buffer): readonly Rule[] {
  return [...new Set([...scan.all(bytes)].flatMap((place) => anchors[place]?.rule ?? []))];
}

/** Where the next anchor is in `[from, to)`; -1: nowhere. */
export function nextAnchor(block: Buffer, from: number, to: number): number {
  return scan.next(block, from, to);
}
