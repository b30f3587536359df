/** What was read of a collection, and what is known about the rest of it. */

import type { DefenderError } from '../errors.ts';

export interface Listed<T> {
  readonly items: readonly T[];
  /** Of all that match, as Defender counts; `undefined`: it did not say. */
  readonly total: number | undefined;
  /** These are all that match. False: there is more, or Defender did not say, or some could not be read. */
  readonly isComplete: boolean;
  /** Items that were no such thing and are left out. */
  readonly unreadable: number;
}

/** What became of one id of several: in the order in which they were asked for, each of them once. */
export type ById<T> =
  | { readonly id: string; readonly ok: true; readonly value: T }
  | { readonly id: string; readonly ok: false; readonly error: DefenderError };
