import type { Reader } from '../cards/footer.ts';
import type { DefenderError } from '../defender/errors.ts';
import type { Context } from './command.ts';

/** What of the turn's context is needed for it. */
export type ReaderContext = Pick<Context, 'now' | 'asOf' | 'shownFor' | 'turnId'>;

/** Who reads the answer of a command, and of when it is: to be made when Defender was asked for all of it. @param errors - of missing parts. */
export function readerOf(
  { now, asOf, shownFor, turnId }: ReaderContext,
  errors: readonly DefenderError[] = [],
): Reader {
  return { now: now(), asOf: asOf(), shownFor, reference: errors.length > 0 ? turnId : undefined };
}
