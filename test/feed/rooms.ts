/** Teams as the feed meets it: rooms that take messages at Teams' pace, and Defender with alerts that arrive. */

import { withArrivals, type Arriving } from '../../emulator/data/arriving.ts';
import { createWorld } from '../../emulator/data/create-world.ts';
import type { Message } from '../../src/bot/outgoing.ts';
import type { Clock } from '../../src/clock.ts';
import type { Alert } from '../../src/defender/model.ts';
import { alertFrom } from '../../src/defender/wire/alert.ts';
import type { FeedOptions } from '../../src/feed/feed.ts';
import type { Address, FeedWays } from '../../src/feed/ways.ts';
import { isClosed } from '../../src/teams/closed.ts';
import { isGone, isRefused } from '../../src/bot/not-taken.ts';
import { isAway, isLasting, mayHaveArrived } from '../../src/teams/given-up.ts';
import { createPace } from '../../src/teams/pace.ts';
import { checkActivity } from '../support/card-check.ts';
import { readCard } from '../support/card-read.ts';
import { teamsLimits, type TeamsLimits } from '../support/teams-limits.ts';
import { createWindows } from '../support/windows.ts';

export interface Standing {
  readonly conversationId: string;
  readonly messageId: string;
  readonly at: number;
  /** As it was posted, and as it stands now. */
  readonly first: string;
  readonly now: string;
  readonly content: unknown;
  readonly edits: number;
}

export interface Rooms {
  readonly ways: FeedWays;
  readonly standing: readonly Standing[];
  readonly limits: TeamsLimits;
  /** Each post and thread fails with this from now on. */
  failing: Error | undefined;
  /** What is sent from now on stays without an answer, and is not taken. */
  isSilent: boolean;
}

/** What is sent waits for Teams' limits, as the bot's own way out does. */
export function createRooms(clock: Clock): Rooms {
  const standing: Standing[] = [];
  const limits = teamsLimits();
  const pace = createPace(() => Promise.resolve({ status: 200 } as Awaited<ReturnType<typeof pace.exchange>>), {
    clock,
  }); // nothing else is read of it

  async function going(kind: 'send' | 'create', { serviceUrl, conversationId }: Address): Promise<void> {
    const call = {
      kind,
      serviceUrl,
      method: 'POST',
      isSpare: false,
      conversationId: kind === 'create' ? '' : conversationId,
    };
    await pace.exchange(call as unknown as Parameters<typeof pace.exchange>[0], undefined, undefined); // nothing else is looked at
    limits.called(kind === 'create' ? 'threads that are begun' : conversationId, clock.now()); // Teams counts them apart
    if (rooms.isSilent) await new Promise(() => undefined);
    if (rooms.failing !== undefined) throw rooms.failing;
  }

  function stands(conversationId: string, messageId: string, message: Message): void {
    const { summary, content } = checked(message);
    const now = [summary, ...readCard(content).lines].join('\n');
    standing.push({ conversationId, messageId, at: clock.now(), first: now, now, content, edits: 0 });
  }

  const rooms: Rooms = {
    standing,
    limits,
    failing: undefined,
    isSilent: false,
    ways: {
      async post(to, message) {
        await going('send', to);
        const messageId = `m${standing.length + 1}`;
        stands(to.conversationId, messageId, message);
        return messageId;
      },
      async beginThread(channel, message) {
        await going('create', channel);
        const messageId = `m${standing.length + 1}`;
        const conversationId = `${channel.conversationId};messageid=${messageId}`;
        stands(conversationId, messageId, message);
        return conversationId;
      },
      async edit(at, message) {
        await going('send', at);
        const index = standing.findIndex(({ messageId }) => messageId === at.messageId);
        const known = standing[index];
        if (known === undefined) throw Object.assign(new Error('gone'), { status: 404 });
        const { summary, content } = checked(message);
        const now = [summary, ...readCard(content).lines].join('\n');
        standing[index] = { ...known, now, content, edits: known.edits + 1 };
      },
      ...{ isClosed, isGone, isRefused, isLasting, mayHaveArrived, isAway },
    },
  };
  return rooms;
}

function checked(message: Message): { readonly summary: string; readonly content: object } {
  if (!('content' in message)) throw new Error('That is text, not a card');
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: message.content };
  const complaints = checkActivity({ type: 'message', summary: message.summary, attachments: [attachment] });
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  return message;
}

export interface ArrivingDefender {
  readonly defender: FeedOptions['defender'];
  /** All that Defender has at this moment. */
  readonly all: () => readonly Alert[];
  /** Windows of its quota that saw more than they may. */
  readonly exceeded: readonly string[];
  readonly calls: number;
  /** Each question fails with this from now on. */
  failing: Error | undefined;
  /** Nothing arrives and nothing changes after that. */
  endMs: number;
}

/** Source: learn.microsoft.com/defender-endpoint/api/get-alerts (limitations) */
const quota = [
  [100, 60_000],
  [1_500, 3_600_000],
] as const;
const mostOfAList = 1_000;
const idsPerCall = 20;

/** @param from - its clock at the start of the stream, where it is another one. */
export function createArrivingDefender(from: Clock, arriving: Arriving, clock: Clock = from): ArrivingDefender {
  const startMs = from.now();
  const world = withArrivals({ ...createWorld(startMs), alerts: [] }, startMs, arriving);
  const windows = createWindows(quota);
  const decoded = new Map<string, Alert>();
  let calls = 0;
  const all = (): readonly Alert[] =>
    (world.arrived?.(Math.min(clock.now(), defender.endMs)) ?? []).map(({ id, alert }) => {
      const key = JSON.stringify([id, alert['lastUpdateTime']]);
      const known = decoded.get(key) ?? alertFrom(alert, () => undefined);
      decoded.set(key, known);
      return known;
    });

  function asked(): void {
    calls += 1;
    windows.called('/api/alerts', clock.now());
    if (defender.failing !== undefined) throw defender.failing;
  }

  const defender: ArrivingDefender = {
    all,
    get exceeded() {
      return windows.exceeded;
    },
    get calls() {
      return calls;
    },
    failing: undefined,
    endMs: Infinity,
    defender: {
      async alerts({ createdSince = new Date(0), updatedSince = new Date(0) } = {}) {
        await Promise.resolve().then(asked);
        const found = all()
          .filter(({ createdAt = new Date(0) }) => createdAt >= createdSince)
          .filter(({ updatedAt = new Date(0) }) => updatedAt >= updatedSince)
          .toReversed();
        const items = found.slice(0, mostOfAList);
        return { items, total: found.length, isComplete: items.length === found.length, unreadable: 0 };
      },
      async alertsByIds(ids) {
        for (let i = 0; i < ids.length; i += idsPerCall) await Promise.resolve().then(asked);
        const known = new Map(all().map((alert) => [alert.id, alert]));
        return ids.flatMap((id) => {
          const value = known.get(id);
          return value === undefined ? [] : [{ id, ok: true, value } as const];
        });
      },
    },
  };
  return defender;
}
