/** A command that is typed without its id takes what its asker opened last in the thread, and says so. */

import { age } from '../cards/units.ts';
import type { Clock } from '../clock.ts';
import { errorFields, type Log } from '../log.ts';
import type { Opened, OpenedKind, ThreadContext } from '../state/context.ts';
import type { Arg, Recalls } from './arg.ts';
import type { Attempt, Question } from './attempt.ts';
import type { Delivered } from './delivery.ts';
import { UsageError } from './errors.ts';
import { idIn, mayBeAlertId } from './id.ts';
import type { Incoming } from './incoming.ts';
import { isPartlyEmpty } from './words.ts';

export interface RecallOptions {
  readonly context: Pick<ThreadContext, 'remember' | 'latest'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** The question with what was left out of it, where that is known. A button's words are literal. Never rejects. */
export async function recalled(question: Question, incoming: Incoming, options: RecallOptions): Promise<Question> {
  const { invocation } = question;
  const { request } = incoming;
  if (invocation === undefined || request.kind !== 'typed' || isPartlyEmpty(request.text)) return question;
  const recalls = leftOut(Object.values(invocation.command.args), invocation.words);
  const opened = recalls && (await latestOf(recalls, incoming, options));
  const words = opened && recalls[opened.kind]?.(opened.id);
  if (opened === undefined || words === undefined) return question;
  const note = noteOf(opened, new Date(options.clock.now()));
  return { invocation: { ...invocation, words: [...words, ...invocation.words], note } };
}

/** What may stand for the id: only where nothing was typed in its place, and all that was typed makes sense behind it. */
function leftOut([first, ...others]: readonly Arg<unknown>[], words: readonly string[]): Recalls | undefined {
  if (first?.recalls === undefined || restOf([first], words) !== undefined) return undefined;
  return restOf(others, words)?.length === 0 ? first.recalls : undefined;
}

/** `undefined`: one of them cannot be read. */
function restOf(args: readonly Arg<unknown>[], words: readonly string[]): readonly string[] | undefined {
  try {
    return args.reduce((rest, arg) => arg.take(rest).rest, words);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

async function latestOf(
  recalls: Recalls,
  { person, conversationId }: Incoming,
  { context, clock, log }: RecallOptions,
): Promise<Opened | undefined> {
  const kinds = Object.keys(recalls) as OpenedKind[]; // its keys are nothing else
  try {
    return await context.latest({ personId: person.id, conversationId }, kinds, clock.now());
  } catch (error) {
    log.error(errorFields(error), 'the state does not say what was opened last');
    return undefined;
  }
}

/** `For the alert you opened at 14:03 UTC (12 min ago): 636688558380765161_2136280442`. */
function noteOf({ kind, id, openedAt }: Opened, now: Date): string {
  const at = new Date(openedAt);
  return `For the ${kind} you opened at ${at.toISOString().slice(11, 16)} UTC (${age(at, now)}): ${id}`;
}

/**
 * What the answer is about, once its asker has it before them. Never rejects.
 * @param conversationId - where the answer stands.
 */
export async function remember(
  attempted: Attempt,
  delivered: Delivered,
  { person, conversationId }: Pick<Incoming, 'person' | 'conversationId'>,
  { context, clock, log }: RecallOptions,
): Promise<void> {
  const about = 'reply' in attempted ? attempted.reply.about : undefined;
  const isThere = delivered === 'posted' || delivered === 'edited';
  if (about === undefined || !isThere || !isTyped[about.kind](about.id)) return;
  try {
    await context.remember({ personId: person.id, conversationId }, { ...about, openedAt: clock.now() });
  } catch (error) {
    log.error(errorFields(error), 'what was opened could not be kept');
  }
}

/** Whether it could have been typed: some ids come from Defender, and could be anything. */
const isTyped: Readonly<Record<OpenedKind, (id: string) => boolean>> = {
  alert: mayBeAlertId,
  incident: (id) => /^\d{1,15}$/.test(id),
  file: (id) => ['sha256', 'sha1-or-device'].includes(idIn(id)?.kind ?? ''),
  device: (id) => idIn(id)?.kind === 'sha1-or-device',
  action: (id) => idIn(id)?.kind === 'action',
};
