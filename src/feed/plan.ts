/** Which alerts go into which message: a thread for each incident of a channel, and one message for many at once. */

import type { QueuedPost } from '../state/feed-posts.ts';
import { feedNumbers as numbers } from './numbers.ts';

export interface PlannedMessage {
  readonly posts: readonly QueuedPost[];
  /** `undefined`: a message of its own in the room, which in a channel begins a thread. */
  readonly threadId: string | undefined;
  /** Those that have their thread there from then on. */
  readonly begins: readonly number[];
}

export interface PlanOptions {
  readonly isChannel: boolean;
  /** Conversations of incidents that have one. */
  readonly threads: ReadonlyMap<number, string>;
}

/** Each alert is in one message. In the order in which they go out. */
export function planned(due: readonly QueuedPost[], { isChannel, threads }: PlanOptions): readonly PlannedMessage[] {
  const late = due.filter((post) => post.late !== 'no');
  const inTime = due.filter((post) => post.late === 'no');
  if (!isChannel) return [...one(late), ...inChat(inTime)];
  const caughtUp = one(late).map((message) => ({ ...message, begins: newIncidents(late, threads) }));
  const begun = new Set(caughtUp.flatMap(({ begins }) => begins));
  // What follows on an incident that is only now caught up waits for its thread: the next look has it.
  const rest = inTime.filter(({ incidentId }) => incidentId === undefined || !begun.has(incidentId));
  const groups = [...Map.groupBy(rest, groupOf).values()];
  const hasThread = (group: readonly QueuedPost[]): boolean => threadOf(group, threads) !== undefined;
  return [
    ...caughtUp,
    ...groups.filter(hasThread).map((posts) => ({ posts, threadId: threadOf(posts, threads), begins: [] })),
    ...beginning(groups.filter((group) => !hasThread(group))),
  ];
}

function beginning(groups: readonly (readonly QueuedPost[])[]): readonly PlannedMessage[] {
  const [shared, single] = groups.length > numbers.threadsAtOnce ? [[groups.flat()], []] : [[], groups];
  return [...shared, ...single].map((posts) => ({ posts, threadId: undefined, begins: incidentsOf(posts) }));
}

function inChat(posts: readonly QueuedPost[]): readonly PlannedMessage[] {
  if (posts.length > numbers.messagesAtOnce) return one(posts);
  return posts.map((post) => ({ posts: [post], threadId: undefined, begins: [] }));
}

function one(posts: readonly QueuedPost[]): readonly PlannedMessage[] {
  return posts.length === 0 ? [] : [{ posts, threadId: undefined, begins: [] }];
}

/** An alert of no incident is alone. */
function groupOf({ alertId, incidentId }: QueuedPost): string {
  return incidentId === undefined ? `alert ${alertId}` : `incident ${incidentId}`;
}

function threadOf([first]: readonly QueuedPost[], threads: ReadonlyMap<number, string>): string | undefined {
  return first?.incidentId === undefined ? undefined : threads.get(first.incidentId);
}

function incidentsOf(posts: readonly QueuedPost[]): readonly number[] {
  return [...new Set(posts.flatMap(({ incidentId }) => incidentId ?? []))];
}

function newIncidents(posts: readonly QueuedPost[], threads: ReadonlyMap<number, string>): readonly number[] {
  return incidentsOf(posts).filter((incident) => !threads.has(incident));
}
