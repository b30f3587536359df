/** What Defender was asked for in a conversation, and how old a card says it is. */

import { lines, type Conversation, type Sent } from '../support/conversation.ts';

/** Paths of the calls that Defender got since they were looked at last. */
export function askedIn({ emulator }: Conversation): readonly string[] {
  const paths = emulator.requests().flatMap(({ path }) => (path.startsWith('/api/') ? [path] : []));
  emulator.clearRequests();
  return paths;
}

/** In any order; a question about an address has its time in its path. */
export function withoutTime(paths: readonly string[]): readonly string[] {
  return paths.map((path) => path.replace(/timestamp=[^)]*/, '')).toSorted();
}

/** `undefined`: the card does not say. */
export function asOf(sent: Sent): string | undefined {
  return /as of .*? UTC(?: \([^)]*\))?/.exec(lines(sent))?.[0];
}
