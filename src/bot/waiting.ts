/** What the asker sees while a command runs: typing at first, then a card that says so and becomes the answer. */

import { workingCard } from '../cards/message.ts';
import type { Clock } from '../clock.ts';
import type { Outgoing } from './outgoing.ts';

export interface WaitingOptions {
  readonly clock: Clock;
  /** An answer within this time is one message and nothing else. */
  readonly slowReplyMs: number;
}

/** An answer that is there in a moment needs no sign of life. */
const typingAfterMs = 500;

/** @returns the result of `work`, and the id of the working card where it came to that. */
export async function whileWaiting<T>(
  work: Promise<T>,
  { command, out, clock, slowReplyMs }: WaitingOptions & { readonly command: string; readonly out: Outgoing },
): Promise<{ readonly value: T; readonly workingId: string | undefined }> {
  const done = new AbortController();
  const signs = signsOfLife();
  async function signsOfLife(): Promise<string | undefined> {
    try {
      await clock.sleep(Math.min(typingAfterMs, slowReplyMs), done.signal);
      out.typing().catch(() => undefined); // a nicety: its loss loses nothing, and nothing waits for it
      await clock.sleep(Math.max(0, slowReplyMs - typingAfterMs), done.signal);
      return await out.post(workingCard(command));
    } catch {
      return undefined; // the answer came first, or Teams did not take the card: the answer will be posted
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
