/** What the asker sees while a command runs: typing at first, then a card that says so and becomes the answer. */

import { workingCard } from '../cards/message.ts';
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

/** @returns the result of `work`, and the id of the working card where it came to that. */
export async function whileWaiting<T>(
  work: Promise<T>,
  { command, out, working, clock, slowReplyMs }: Waiting,
): Promise<{ readonly value: T; readonly workingId: string | undefined }> {
  const done = new AbortController();
  const signs = signsOfLife();
  async function signsOfLife(): Promise<string | undefined> {
    try {
      await clock.sleep(Math.min(typingAfterMs, slowReplyMs), done.signal);
      out.typing().catch(() => undefined); // a nicety: its loss loses nothing, and nothing waits for it
      await clock.sleep(Math.max(0, slowReplyMs - typingAfterMs), done.signal);
      return (await working.left) ?? (await postWorking());
    } catch {
      return working.left; // the answer came first, or Teams did not take the card: without one the answer is posted
    }
  }
  async function postWorking(): Promise<string | undefined> {
    const messageId = await out.post(workingCard(command));
    if (messageId !== undefined) await working.remember(messageId);
    return messageId;
  }
  try {
    const value = await work;
    done.abort();
    return { value, workingId: await signs };
  } finally {
    done.abort();
  }
}
