/**
 * Several things by their ids in few calls: `id in (…)` for a chunk of them; a chunk that is rejected is halved, and an
 * id that did not come back is asked for by itself, so that each has its own answer or its own reason.
 */

import { DefenderError } from './errors.ts';
import { isSameId, segment } from './ids.ts';
import type { Limits } from './limits.ts';
import type { ById } from './model.ts';

export interface Lookup<T extends { readonly id: string }> {
  /** Those that there are, in any order. */
  readonly several: (ids: readonly string[]) => Promise<readonly T[]>;
  readonly single: (id: string) => Promise<T>;
  /** Hears how many ids have their answer. */
  readonly onProgress: ((done: number, of: number) => void) | undefined;
}

type Bounds = Pick<Limits, 'idsPerCall' | 'callsAtOnce'>;

/** Throws only what is no DefenderError. */
export async function byIds<T extends { readonly id: string }>(
  ids: readonly string[],
  lookup: Lookup<T>,
  { idsPerCall, callsAtOnce }: Bounds,
): Promise<readonly ById<T>[]> {
  const distinct = ids.filter((id, at) => ids.findIndex((other) => isSameId(id, other)) === at);
  const answers = new Map<string, ById<T>>();
  const settle = (answer: ById<T>): void => {
    answers.set(answer.id, answer);
    lookup.onProgress?.(answers.size, distinct.length);
  };

  async function single(id: string): Promise<void> {
    settle(await outcome(id, () => lookup.single(id)));
  }

  async function several(chunk: readonly string[]): Promise<void> {
    const [only] = chunk;
    if (only === undefined) return;
    if (chunk.length === 1) return single(only);
    const found = await attempted(() => lookup.several(chunk));
    if (!found.ok) {
      if (found.error.status !== 400) {
        for (const id of chunk) settle({ id, ok: false, error: found.error });
        return;
      }
      const half = Math.ceil(chunk.length / 2);
      await several(chunk.slice(0, half));
      return several(chunk.slice(half));
    }
    for (const id of chunk) {
      const value = found.value.find((one) => isSameId(one.id, id));
      if (value === undefined) await single(id);
      else settle({ id, ok: true, value: { ...value, id } });
    }
  }

  const fit = distinct.filter((id) => {
    const error = misfit(id);
    if (error !== undefined) settle({ id, ok: false, error });
    return error === undefined;
  });
  await atOnce(callsAtOnce, chunksOf(fit, idsPerCall), several);
  return distinct.flatMap((id) => answers.get(id) ?? []);
}

function misfit(id: string): DefenderError | undefined {
  try {
    segment(id);
    return undefined;
  } catch (error) {
    if (error instanceof DefenderError) return error;
    throw error;
  }
}

async function outcome<T>(id: string, ask: () => Promise<T>): Promise<ById<T>> {
  return { id, ...(await attempted(ask)) };
}

type Attempted<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: DefenderError };

async function attempted<T>(ask: () => Promise<T>): Promise<Attempted<T>> {
  try {
    return { ok: true, value: await ask() };
  } catch (error) {
    if (error instanceof DefenderError) return { ok: false, error };
    throw error;
  }
}

function chunksOf(ids: readonly string[], size: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, at) => ids.slice(at * size, (at + 1) * size));
}

/** So many side by side that one question does not take all the places. */
async function atOnce<T>(most: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
}
