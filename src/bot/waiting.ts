/** What the asker sees while a command runs: typing at first, then a card that says how far it is and becomes the answer. */

import { workingCard, type Stage } from '../cards/message.ts';
import type { Clock } from '../clock.ts';
import type { Outgoing } from './outgoing.ts';

export interface WaitingOptions {
  readonly clock: Clock;
  /** An answer within this time is one message and nothing else. */
  readonly slowReplyMs: number;
}

/** The card that says that the answer is coming. */
export interface WorkingCard {
  /** Posted for the same question by a process that died; it becomes the answer. */
  readonly left: Promise<string | undefined>;
  readonly remember: (messageId: string) => Promise<void>;
}

interface Waiting extends WaitingOptions {
  readonly command: string;
  readonly out: Outgoing;
  readonly working: WorkingCard;
}

/** An answer that is there in a moment needs no sign of life. */
const typingAfterMs = 500;
/** A small part of what Teams takes of a bot in one thread, also with several commands at work there. */
const progressEveryMs = 5_000;

/**
 * @param begin - begins the work, which tells how far it is; the card says the latest of it now and then.
 * @returns the result, and the id of the working card where it came to that. Nothing is on its way to that card any more.
 */
export async function whileWaiting<T>(
  begin: (tell: (stage: Stage) => void) => Promise<T>,
  { command, out, working, clock, slowReplyMs }: Waiting,
): Promise<{ readonly value: T; readonly workingId: string | undefined }> {
  const done = new AbortController();
  let latest: Stage = 'begun';
  let told: Stage = latest;
  const work = begin((stage) => void (latest = stage));
  const signs = signsOfLife();
  async function signsOfLife(): Promise<string | undefined> {
    let cardId: string | undefined;
    try {
      await clock.sleep(Math.min(typingAfterMs, slowReplyMs), done.signal);
      out.typing().catch(() => undefined); // a nicety: its loss loses nothing, and nothing waits for it
      await clock.sleep(Math.max(0, slowReplyMs - typingAfterMs), done.signal);
      cardId = (await working.left) ?? (await postWorking());
      if (cardId !== undefined) await keepTelling(cardId);
    } catch {
      // the answer came first, or Teams did not take the card: without one the answer is posted
    }
    return cardId ?? working.left;
  }
  async function postWorking(): Promise<string | undefined> {
    told = latest;
    const messageId = await out.post(workingCard(command, told));
    if (messageId !== undefined) await working.remember(messageId);
    return messageId;
  }
  /** Until the answer is there, or Teams does not take an edit: then it has enough to bear. */
  async function keepTelling(cardId: string): Promise<never> {
    for (;;) {
      await clock.sleep(progressEveryMs, done.signal);
      if (latest === told) continue;
      told = latest;
      await out.edit(cardId, workingCard(command, told));
    }
  }
  try {
    const value = await work;
    done.abort();
    return { value, workingId: await signs };
  } finally {
    done.abort();
  }
}
