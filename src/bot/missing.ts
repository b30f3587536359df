/** Parts of an answer that were not to be had: which, and why. */

import type { DefenderError } from '../defender/errors.ts';
import { reasonFor } from './failure.ts';
import type { Settled } from './settle.ts';

export interface Missing {
  readonly errors: readonly DefenderError[];
  /** `Alerts are missing: …`: each reason once, with all that it holds for. Our own words. */
  readonly notes: readonly string[];
}

/** @param parts - by what they are called, in the plural; `undefined` was not asked for. */
export function missingParts(parts: Readonly<Record<string, Settled<unknown> | undefined>>, at: Date): Missing {
  const missing = Object.entries(parts).flatMap(([name, part]) =>
    part === undefined || part.ok ? [] : [{ name, error: part.error }],
  );
  const byReason = Map.groupBy(missing, ({ error }) => reasonFor(error, undefined, at));
  return {
    errors: missing.map(({ error }) => error),
    notes: [...byReason].map(([reason, of]) => `${listed(of.map(({ name }) => name))} are missing: ${reason}`),
  };
}

/** `Users, alerts and actions`. */
function listed(names: readonly string[]): string {
  const [first = '', ...others] = names;
  const small = others.map((name) => name.charAt(0).toLowerCase() + name.slice(1));
  const last = small.pop();
  return last === undefined ? first : `${[first, ...small].join(', ')} and ${last}`;
}
