/** What a promise was rejected with, and everything that a log could print of it. */

import { inspect } from 'node:util';

export async function thrown(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    if (Error.isError(error)) return error;
    throw new TypeError('What was thrown is no error', { cause: error });
  }
  throw new TypeError('Nothing was thrown');
}

/** Causes, stacks and hidden fields too. */
export function inspectDeep(value: unknown): string {
  return inspect(value, {
    depth: Number.POSITIVE_INFINITY,
    showHidden: true,
    maxStringLength: null,
    maxArrayLength: null,
  });
}
