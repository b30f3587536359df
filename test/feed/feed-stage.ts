/** The feed on a clock that moves when told, in memory. */

import type { Clock } from '../../src/clock.ts';
import { createFeedLoop, type FeedLoop, type FeedOptions } from '../../src/feed/feed.ts';
import { openState, type State } from '../../src/state/state.ts';
import type { Subscription } from '../../src/state/subscriptions.ts';
import { openAccess } from '../support/access.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';
import { createArrivingDefender, createRooms, type ArrivingDefender, type Rooms } from './rooms.ts';

export const minuteMs = 60_000;

export interface FeedStage {
  /** To be replaced at will. */
  state: State;
  readonly clock: ManualClock;
  readonly rooms: Rooms;
  /** Twelve alerts an hour; to be replaced at will. */
  defender: ArrivingDefender;
  readonly logged: readonly string[];
  start(parts?: Partial<FeedOptions>): FeedLoop;
  /** A channel to all alerts, where nothing else is said. */
  subscribe(parts?: Partial<Subscription>): Promise<boolean>;
  /** Alerts that the API shows by now. */
  arrived(): number;
  summaries(): readonly string[];
  /** Devices of the alerts of the next two hours. */
  machines(): readonly string[];
  close(): Promise<void>;
}

export async function createFeedStage(): Promise<FeedStage> {
  const clock = manualClock();
  const rooms = createRooms(clock);
  const running: FeedLoop[] = [];
  const logged: string[] = [];
  const note = (fields: object, text: string): void => void logged.push(`${text} ${JSON.stringify(fields)}`);
  const log = { info: () => undefined, warn: note, error: note };

  const stage: FeedStage = {
    state: await openState({ file: ':memory:' }),
    clock,
    rooms,
    defender: createArrivingDefender(clock, { perHour: 12 }),
    logged,
    start(parts = {}) {
      const { feed, subscriptions, onIt } = stage.state;
      const own = { feed, subscriptions, onIt: onIt('t'), defender: stage.defender.defender, ways: rooms.ways };
      const loop = createFeedLoop({ ...own, access: openAccess, clock, log, ...parts });
      running.push(loop);
      loop.start();
      return loop;
    },
    subscribe: (parts = {}) =>
      stage.state.subscriptions.begin(
        {
          ...{ roomId: '19:a@thread.tacv2', device: undefined, least: 'Informational', placeKind: 'channel' },
          ...{ serviceUrl: 'https://smba.example/teams/', teamId: '19:team@thread.tacv2' },
          ...{ personId: '29:alex', objectId: undefined, personName: 'Alex Wilber', since: clock.now(), refusals: 0 },
          ...parts,
        },
        { inRoom: 10, rooms: 200 },
      ),
    arrived: () => stage.defender.all().length,
    summaries: () => rooms.standing.map(({ now }) => now.split('\n')[0] ?? ''),
    machines() {
      const later: Clock = { ...clock, now: () => clock.now() + 120 * minuteMs };
      const seen = createArrivingDefender(clock, { perHour: 12 }, later).all();
      return [...new Set(seen.flatMap(({ machineId }) => machineId ?? []))];
    },
    async close() {
      for (const one of running) await one.stop();
      await stage.state.close();
    },
  };
  return stage;
}
