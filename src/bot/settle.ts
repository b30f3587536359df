/** For a command that lives with a missing part: the value, or the DefenderError in its place. */

import { DefenderError } from '../defender/errors.ts';

export type Settled<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: DefenderError };

/** Anything but a DefenderError is thrown: it is no missing part but a bug, or the end of the asker's time. */
export async function settle<T>(promise: Promise<T>): Promise<Settled<T>> {
  try {
    return { ok: true, value: await promise };
  } catch (error) {
    if (error instanceof DefenderError) return { ok: false, error };
    throw error;
  }
}
