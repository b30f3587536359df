/** What was done to make a result readable, put together in the order of the ladder's rungs. */

import type { DecodeStep } from '../model.ts';

type Counted = Extract<DecodeStep, { readonly count: number }>['kind'];

export interface Notes {
  readonly note: (step: DecodeStep) => void;
  readonly count: (kind: Counted, count: number) => void;
  readonly has: (...kinds: readonly DecodeStep['kind'][]) => boolean;
  readonly steps: () => readonly DecodeStep[];
}

/** What is not among these (the packings) comes first, as it was noted. */
const order: readonly DecodeStep['kind'][] = [
  'zipListed',
  'otherEntries',
  'encryptedZip',
  'unknownPacking',
  'damagedGzip',
  'damagedZip',
  'bomb',
  'cut',
  'decodedAs',
  'badBytes',
  'legacyBytes',
  'notJson',
  'nestedJson',
  'mendedJson',
  'endMissing',
  'strayBytes',
  'otherFields',
  'repeatedFields',
  'loneSurrogates',
  'nulsRemoved',
];

export function createNotes(): Notes {
  const noted: DecodeStep[] = [];
  const counts = new Map<Counted, number>();
  return {
    note(step) {
      const isKnown = noted.some((earlier) => JSON.stringify(earlier) === JSON.stringify(step));
      if (!isKnown || isPacking(step)) noted.push(step);
    },
    count(kind, count) {
      if (count > 0) counts.set(kind, (counts.get(kind) ?? 0) + count);
    },
    has: (...kinds) => noted.some(({ kind }) => kinds.includes(kind)),
    steps() {
      const counted = [...counts].map(([kind, count]): DecodeStep => ({ kind, count }));
      return [...noted, ...counted].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
    },
  };
}

/** Twice is twice. */
function isPacking({ kind }: DecodeStep): boolean {
  return !order.includes(kind);
}
