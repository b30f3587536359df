import type { SubmitData } from '../cards/render.ts';
import type { Role } from '../policy/policy.ts';

/** The user's words make no sense. The message is shown to the user: our own words, and what was typed in quotes. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** What was probably meant, as a button. */
  readonly suggestion: { readonly title: string; readonly data: SubmitData } | undefined;

  constructor(message: string, suggestion?: { readonly title: string; readonly data: SubmitData }) {
    super(message);
    this.suggestion = suggestion;
  }
}

/**
 * `closed`: there is no policy. `missing`: the person lacks the role here. `unknown`: Teams did not say who they are.
 * `notHere`: the answer is for a personal chat. `notYours`: it was shown for somebody else. `forgotten`: nobody knows
 * any more for whom. `notHolder`: somebody else is on it.
 */
export type NotAllowedReason = 'closed' | 'missing' | 'unknown' | 'notHere' | 'notYours' | 'forgotten' | 'notHolder';

/** Not for this person, or not here. */
export class NotAllowedError extends Error {
  override readonly name = 'NotAllowedError';
  readonly needs: Role;
  readonly reason: NotAllowedReason;

  constructor(needs: Role, reason: NotAllowedReason) {
    super(`Needs the role ${needs}: ${reason}`);
    this.needs = needs;
    this.reason = reason;
  }
}

export type TooManyOf = 'person' | 'conversation';

/** More commands within a minute than are taken of one person, or in one conversation. */
export class TooManyError extends Error {
  override readonly name = 'TooManyError';
  readonly whose: TooManyOf;
  /** As many are taken. */
  readonly most: number;
  readonly retryAfterMs: number;
  /** It was said within the last minute: a flood is not answered with a flood. */
  readonly isSaid: boolean;

  constructor(
    whose: TooManyOf,
    { most, retryAfterMs, isSaid }: { readonly most: number; readonly retryAfterMs: number; readonly isSaid: boolean },
  ) {
    super(`More than ${most} commands of one ${whose}`);
    this.whose = whose;
    this.most = most;
    this.retryAfterMs = retryAfterMs;
    this.isSaid = isSaid;
  }
}

/** More actions are watched than may be, by one person or in one chat or channel. */
export class WatchLimitError extends Error {
  override readonly name = 'WatchLimitError';
  readonly whose: TooManyOf;
  /** As many may be. */
  readonly most: number;

  constructor(whose: TooManyOf, most: number) {
    super(`More than ${most} watches of one ${whose}`);
    this.whose = whose;
    this.most = most;
  }
}

/** The process ended each time it worked on the command, so it is not run again. */
export class GivenUpError extends Error {
  override readonly name = 'GivenUpError';

  constructor() {
    super('The process ended each time it worked on the command');
  }
}

/** The command could not be written into the audit trail, so its answer is held back. */
export class AuditError extends Error {
  override readonly name = 'AuditError';

  constructor(cause: unknown) {
    super('The command was not recorded', { cause });
  }
}

const maxQuotedChars = 60;

/** What was typed, short enough that the sentence around it is read to its end. */
export function quoted(word: string): string {
  if (word.length <= maxQuotedChars) return `“${word}”`;
  return `“${word.slice(0, maxQuotedChars).replace(/[\uD800-\uDBFF]$/, '')}…”`; // never half of a surrogate pair
}
