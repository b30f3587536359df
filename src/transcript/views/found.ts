/** What a search found: how many rows, and where, as far as is worth remembering. */

import type { Hit } from './search.ts';

/** Of one part. */
export interface Found {
  readonly count: number;
  /** Each `stride`-th hit, the first among them: from there on the others are found again. */
  readonly anchors: readonly Hit[];
  readonly stride: number;
}

/** Some 100 bytes each. */
const maxAnchors = 2_048;

export interface Finding {
  add(hit: Hit): void;
  found(): Found;
}

/** When there are too many anchors, every other one is forgotten. */
export function createFinding(): Finding {
  let anchors: Hit[] = [];
  let stride = 1;
  let count = 0;
  return {
    add(hit) {
      if (count % stride === 0) {
        if (anchors.length === maxAnchors) {
          anchors = anchors.filter((_, i) => i % 2 === 0);
          stride *= 2;
        }
        if (count % stride === 0) anchors.push(hit);
      }
      count++;
    },
    found: () => ({ count, anchors, stride }),
  };
}
