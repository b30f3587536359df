/**
 * The JSON of a transcript as it streams, as lenient as can be once it is one: what fits nowhere is counted and passed
 * over. Until a field of a transcript is met, damage means that it is something else.
 */

import type { LadderEvent } from './events.ts';
import { createPassing } from './json-pass.ts';
import { places } from './json-places.ts';
import type { ScanState } from './json-state.ts';
import type { StringFaults } from './json-string.ts';
import { createTexts, type Candidate } from './transcript-fields.ts';

export interface Scan {
  /** @param bytes - UTF-8, whole code points. */
  readonly push: (bytes: Uint8Array, isLast: boolean) => readonly LadderEvent[];
  /** So far. */
  readonly found: () => ScanFound;
}

export interface ScanFound {
  /** `other`: no JSON of a transcript. `open`: not known yet. */
  readonly verdict: 'open' | 'transcript' | 'other';
  readonly transcript: Candidate | undefined;
  /** In other JSON. */
  readonly isNested: boolean;
  /** The transcript has its closing bracket. */
  readonly isEnded: boolean;
  readonly strays: number;
  readonly faults: StringFaults;
}

export function createScan(): Scan {
  const faults: StringFaults = { nuls: 0, loneSurrogates: 0, isMended: false };
  const state: ScanState = {
    place: 'value',
    field: undefined,
    transcript: undefined,
    frames: [],
    isFresh: false,
    passing: createPassing(false),
    afterPassing: 'comma',
    strays: 0,
    faults,
    texts: createTexts((count) => (faults.nuls += count)),
  };
  let carry: Uint8Array = new Uint8Array();
  return {
    push(bytes, isLast) {
      const input = carry.length === 0 ? bytes : Buffer.concat([carry, bytes]);
      let at = 0;
      while (at < input.length) {
        const next = places[state.place](state, input, at, isLast);
        if (next === undefined) break;
        at = next;
      }
      carry = Uint8Array.from(input.subarray(at)); // a copy: a few bytes must not keep a chunk
      return state.texts.take();
    },
    found: () => ({
      verdict: state.transcript !== undefined ? 'transcript' : state.place === 'other' ? 'other' : 'open',
      transcript: state.transcript,
      isNested: state.frames.length > 1,
      isEnded: state.place === 'behind',
      strays: state.strays,
      faults,
    }),
  };
}
