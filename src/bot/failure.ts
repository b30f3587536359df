/** Errors → words: what happened, whether asking again helps and when, what to do. The only place that words an error. */

import type { FailureView } from '../cards/failure.ts';
import { nameText, sentenceText } from '../cards/text.ts';
import { count, duration, utcTime } from '../cards/units.ts';
import { DeadlineError } from '../clock.ts';
import { DefenderError, type DefenderErrorKind } from '../defender/errors.ts';
import { DownloadError, type DownloadErrorKind } from '../transcript/errors.ts';
import { SpoolError } from '../transcript/spool/errors.ts';
import { PatternError } from '../transcript/views/pattern-error.ts';
import type { Role } from '../policy/policy.ts';
import type { Command } from './command.ts';
import {
  NotAllowedError,
  TooManyError,
  UsageError,
  WatchLimitError,
  type NotAllowedReason,
  type TooManyOf,
} from './errors.ts';
import { stateWords } from './failure-state.ts';
import { patternWords, spoolWords } from './failure-transcript.ts';
import { watchLimitWords } from './failure-watch.ts';
import type { Words } from './failure-words.ts';

export function failureView(
  error: unknown,
  {
    command,
    words,
    turnId,
    now,
  }: {
    readonly command: Command | undefined;
    readonly words: readonly string[];
    readonly turnId: string;
    readonly now: Date;
  },
): FailureView {
  const worded = wordsFor(error, command, now);
  return {
    heading: worded.heading,
    summary: worded.summary ?? worded.heading,
    advice: worded.advice,
    detail: worded.detail,
    correlationId: error instanceof DefenderError ? error.correlationId : undefined,
    turnId,
    at: now,
    isMistyped: refusals.some((refusal) => error instanceof refusal),
    suggestion: error instanceof UsageError ? error.suggestion : undefined,
    usage: error instanceof UsageError && command !== undefined ? command.examples : [],
    again: worded.retry ? again(command, words) : undefined,
  };
}

/** A failure card is another card than the one that was pressed, where the button to press again still is. */
function again(command: Command | undefined, words: readonly string[]): FailureView['again'] {
  return command === undefined || command.ofItsCard === true ? undefined : { command: command.name, words };
}

/** One line, for a part of an answer that failed. What asking again helps with needs no advice, but when to do so. */
export function reasonFor(error: unknown, command: Command | undefined, now: Date): string {
  const { heading, advice, retry } = wordsFor(error, command, now);
  const isTimed = error instanceof DefenderError && error.kind === 'throttled';
  return retry && !isTimed ? heading : `${heading} ${advice}`;
}

/** Of what was asked for, not of the bot: there is nothing to look up in its log. */
const refusals = [UsageError, NotAllowedError, TooManyError, WatchLimitError, PatternError];

function wordsFor(error: unknown, command: Command | undefined, now: Date): Words {
  if (error instanceof UsageError)
    return { heading: error.message, summary: 'That was not understood', advice: '', retry: false };
  if (error instanceof NotAllowedError) return notAllowedWords[error.reason](error.needs);
  if (error instanceof TooManyError) return tooManyWords(error, now);
  if (error instanceof WatchLimitError) return watchLimitWords[error.whose](error.most);
  if (error instanceof DefenderError) return defenderWords(error, command, now);
  if (error instanceof DownloadError) return downloadWords[error.kind];
  if (error instanceof SpoolError) return spoolWords[error.kind];
  if (error instanceof PatternError) {
    const detail = error.detail === undefined ? undefined : sentenceText(error.detail);
    return { ...patternWords[error.kind], detail, retry: false };
  }
  if (error instanceof DeadlineError)
    return { heading: 'It took too long, so I stopped.', advice: 'Try again in a minute.', retry: true };
  return stateWords(error) ?? ownWords;
}

const ownWords: Words = {
  heading: 'Something went wrong in the bot itself.',
  advice: 'Nothing was changed. Tell whoever runs this bot, with the reference below.',
  retry: true,
};

/** For an answer that is larger than Teams takes, below what is left of it. */
export const tooLargeWords = {
  card: 'The whole answer is larger than Teams takes. Ask for less: head 20 or tail 20 of an output, or one alert at a time.',
  text: (lines: number): string =>
    `… ${count(lines, 'more line')} than Teams takes in one message. Ask for less: one alert at a time.`,
};

const notAllowedWords: Readonly<Record<NotAllowedReason, (role: Role) => Words>> = {
  closed: (role) => ({
    heading: `That needs the role ${role}, and nobody has a role yet.`,
    advice: 'Whoever runs this bot has to set an access policy: whoami says how.',
    retry: false,
  }),
  missing: (role) => ({
    heading: `That needs the role ${role}, which you do not have here.`,
    advice: 'Whoever runs this bot can grant it: whoami shows the object id that they need.',
    retry: false,
  }),
  unknown: (role) => ({
    heading: `That needs the role ${role}, and Teams did not tell me who you are here.`,
    advice: 'Try again in a minute. If it stays so, tell whoever runs this bot.',
    retry: true,
  }),
  notHere: () => ({
    heading: 'I answer that in your personal chat with me only.',
    advice: 'Others would read along here. Ask me there.',
    retry: false,
  }),
  notYours: (role) => ({
    heading: 'That card was shown for somebody else.',
    advice: `They can remove it, and so can whoever has the role ${role} here.`,
    retry: false,
  }),
  forgotten: (role) => ({
    heading: 'I do not know any more for whom that card was shown.',
    advice: `Whoever has the role ${role} here can remove it.`,
    retry: false,
  }),
  notHolder: (role) => ({
    heading: 'Somebody else is on it.',
    advice: `They can release it, and so can whoever has the role ${role} here.`,
    retry: false,
  }),
};

function tooManyWords({ whose, most, retryAfterMs }: TooManyError, now: Date): Words {
  return {
    heading: `That was more than ${count(most, 'command')} a minute, ${tooManyOf[whose]}`,
    advice: `Go on ${comeBack(retryAfterMs, now)}. Until then I do not answer.`,
    retry: true,
  };
}

const tooManyOf: Readonly<Record<TooManyOf, string>> = {
  person: 'which is what I take from one person.',
  conversation: 'which is what I take in one conversation.',
};

/** In whole seconds, and never too early. */
function comeBack(afterMs: number, now: Date): string {
  const up = (ms: number): number => Math.ceil(ms / 1000) * 1000;
  return `in ${duration(up(afterMs))}, at ${utcTime(new Date(up(now.getTime() + afterMs)))}`;
}

function defenderWords(error: DefenderError, command: Command | undefined, now: Date): Words {
  const detail = error.detail === undefined ? undefined : sentenceText(error.detail);
  const own = error.kind === 'notFound' || error.kind === 'rejected' ? command?.refusals?.[error.kind] : undefined;
  if (own !== undefined) return error.kind === 'notFound' ? own : { ...own, detail };
  if (error.kind === 'forbidden') {
    const isTold = error.requiredRoles.length > 0; // then Defender's sentence says no more than ours
    return { ...forbiddenWords(error), detail: isTold ? undefined : detail, retry: false };
  }
  if (error.kind === 'throttled') return { ...throttledWords(error, now), retry: true };
  return { ...defenderKindWords[error.kind], detail };
}

const defenderKindWords: Readonly<Record<DefenderErrorKind, Words>> = {
  unreachable: { heading: 'Defender did not answer.', advice: 'Try again in a minute.', retry: true },
  unauthorized: {
    heading: 'Defender does not accept this bot’s sign-in.',
    advice:
      'Asking again does not help. Whoever runs this bot has to check its app registration: secret or certificate expired, or consent withdrawn.',
    retry: false,
  },
  forbidden: { heading: 'Defender does not allow this bot to read that.', advice: '', retry: false },
  notFound: { heading: 'Defender does not know it.', advice: 'Check the id.', retry: false },
  rejected: { heading: 'Defender refused the request.', advice: 'Check what you typed.', retry: false },
  throttled: { heading: 'Defender’s request quota is used up.', advice: '', retry: true },
  failed: { heading: 'Defender had an error of its own.', advice: 'Try again in a minute.', retry: true },
  malformed: {
    heading: 'Defender’s answer made no sense.',
    advice: 'Try again. If it stays so, tell whoever runs this bot, with the reference below.',
    retry: true,
  },
};

function forbiddenWords({ requiredRoles, presentRoles, code }: DefenderError): Omit<Words, 'retry'> {
  const permissions = (roles: readonly string[]): string => roles.map(nameText).join(' or ');
  if (requiredRoles.length > 0) {
    const has = presentRoles.length === 0 ? 'has none of them' : `has ${presentRoles.map(nameText).join(', ')}`;
    return {
      heading: `That needs ${permissions(requiredRoles)}; this app ${has}.`,
      summary: 'The app lacks a permission',
      advice: 'An administrator of Entra ID can grant it to the bot’s app registration. It shows within the hour.',
    };
  }
  if (code === 'DisabledFeature') {
    return {
      heading: 'That feature is turned off in this tenant.',
      advice: 'An administrator of Defender can turn it on under Settings, Endpoints, Advanced features.',
    };
  }
  return {
    heading: 'Defender does not allow this bot to read that.',
    advice:
      'Whoever runs this bot has to check the permissions of its app registration, and that its token is for the right cloud.',
  };
}

function throttledWords({ retryAfterMs }: DefenderError, now: Date): Omit<Words, 'retry'> {
  const heading = 'Defender’s request quota is used up.';
  if (retryAfterMs === undefined) return { heading, advice: 'Try again in a few minutes.' };
  return {
    heading,
    advice: `Try again ${comeBack(retryAfterMs, now)}.`,
  };
}

const downloadWords: Readonly<Record<DownloadErrorKind, Words>> = {
  refused: {
    heading: 'The result’s link leads where results do not come from, so I did not follow it.',
    advice: 'Tell whoever runs this bot: either the list of storage hosts is out of date, or somebody plays tricks.',
    retry: false,
  },
  expired: { heading: 'The link to the result expired twice.', advice: 'Try again.', retry: true },
  gone: {
    heading: 'The result is not in the storage any more.',
    advice: 'Run the script again to get a new one.',
    retry: false,
  },
  tooLarge: {
    heading: 'The result is too large to be read here.',
    advice: 'Fetch it from the action center of the Defender portal.',
    retry: false,
  },
  unreachable: { heading: 'The storage of the results did not answer.', advice: 'Try again in a minute.', retry: true },
  failed: { heading: 'The storage of the results had an error.', advice: 'Try again in a minute.', retry: true },
};
