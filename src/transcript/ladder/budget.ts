import type { DecodeStep } from '../model.ts';

export interface LadderLimits {
  /** Of the body, and of what is unpacked from it. */
  readonly maxBytes: number;
  /** Unpacked to packed: beyond it is a bomb. */
  readonly maxRatio: number;
  /** Unpacked: too little to be a bomb, whatever its ratio. One line over and over packs 1,000 to 1, honestly. */
  readonly freeBytes: number;
}

/** What may be unpacked. */
export interface Budget {
  /** How many of these bytes may be used; fewer than all, and it is spent for good. */
  readonly spend: (bytes: number) => number;
  /** `undefined`: not spent. */
  readonly spent: () => DecodeStep | undefined;
}

/** @param packedBytes - how many bytes of the body it took so far. */
export function createBudget({ maxBytes, maxRatio, freeBytes }: LadderLimits, packedBytes: () => number): Budget {
  let used = 0;
  let spent: DecodeStep | undefined;
  return {
    spend(bytes) {
      if (spent !== undefined) return 0;
      const maxUnpacked = Math.max(freeBytes, maxRatio * packedBytes());
      const allowed = Math.min(bytes, Math.min(maxBytes, maxUnpacked) - used);
      used += allowed;
      if (allowed < bytes)
        spent = used < maxBytes ? { kind: 'bomb', bytes: used, maxRatio } : { kind: 'cut', bytes: used };
      return allowed;
    },
    spent: () => spent,
  };
}
