/** Results as they come, and as they may come: each with what a reader must see of it. */

import type { DecodeStep } from '../../src/transcript/model.ts';
import { encodedBodies } from './bodies-encoded.ts';
import { jsonBodies } from './bodies-json.ts';
import { packedBodies } from './bodies-packed.ts';

export interface Body {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** All that stands in the output, as one text. */
  readonly output: string;
  /** Left out: none. */
  readonly errors?: string;
  readonly scriptName?: string;
  readonly exitCode?: number;
  /** Left out: no. */
  readonly areErrorsKnown?: boolean;
  /** Left out: nothing had to be done. */
  readonly steps?: readonly DecodeStep[];
}

export const bodies: readonly Body[] = [...jsonBodies, ...encodedBodies, ...packedBodies];
