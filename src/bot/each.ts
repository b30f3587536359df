/** Many things asked for one by one: a few side by side, told as they come in, each with its value or its own reason. */

import pLimit from 'p-limit';
import type { CallOptions } from '../defender/call-options.ts';
import type { Context } from './command.ts';
import { settle, type Settled } from './settle.ts';

/** So many that one question does not take all the connections. */
const atOnce = 8;
/** Well before the time of a command is up: what came until then is shown. */
const partsMs = 45_000;

/** For the parts of one answer: those that are late are missing from it, and it comes all the same. */
export function inTime({
  now,
  signal,
}: Pick<Context, 'now' | 'signal'>): Required<Pick<CallOptions, 'signal' | 'deadlineAt'>> {
  return { signal, deadlineAt: now().getTime() + partsMs };
}

/**
 * In the order of the items. Throws what is no DefenderError.
 * @param onProgress - hears how many have their answer.
 */
export async function settleEach<T, V>(
  items: readonly T[],
  ask: (item: T) => Promise<V>,
  onProgress: (done: number, of: number) => void,
): Promise<readonly Settled<V>[]> {
  const limit = pLimit(atOnce);
  let done = 0;
  const one = async (item: T): Promise<Settled<V>> => {
    const settled = await settle(ask(item));
    onProgress(++done, items.length);
    return settled;
  };
  return Promise.all(items.map((item) => limit(one, item)));
}
