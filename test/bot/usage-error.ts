import { UsageError } from '../../src/bot/errors.ts';

/** The UsageError that is thrown; anything else, and nothing, is an error of the test. */
export function usageErrorOf(work: () => unknown): UsageError {
  try {
    work();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new TypeError('Nothing was thrown');
}
