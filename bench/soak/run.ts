/** The soak: a bot between Teams and Defender in bad weather, on a clock that runs fast, and what has to hold of it. */

import { createRandom } from '../../emulator/data/large/random.ts';
import { startEmulator } from '../../emulator/emulator.ts';
import { createBoard } from './board.ts';
import { startSoakBot } from './bot.ts';
import { defenderWeather } from './defender-weather.ts';
import { fastClock } from './fast-clock.ts';
import { createHandles } from './handles.ts';
import { createHeap, slopeOf, type Sample } from './heap.ts';
import { createLedger } from './ledger.ts';
import { watchOutgoing } from './outgoing.ts';
import { createPost } from './person.ts';
import { soakPlaces } from './places.ts';
import { worldSize } from './questions.ts';
import { startSoakTeams } from './teams.ts';
import { converse, type Traffic } from './traffic.ts';
import { watchUnhandled } from './unhandled.ts';

export interface SoakOptions {
  readonly seed: number;
  readonly places: number;
  /** Of the bot's clock. */
  readonly minutes: number;
  readonly speed: number;
  /** Whether memory is measured; it collects all garbage once a minute. */
  readonly isHeapMeasured: boolean;
}

/** What was found. All but the figures has to be as the checks of `report.ts` say. */
export interface Soaked {
  readonly options: SoakOptions;
  readonly realSeconds: number;
  readonly asked: number;
  readonly complaints: readonly string[];
  readonly open: number;
  readonly workingLeft: number;
  readonly isDone: boolean;
  readonly running: number;
  readonly exceeded: readonly string[];
  readonly fullestQuota: number;
  readonly toTeams: number;
  readonly toDefender: number;
  readonly bugs: readonly string[];
  readonly unhandled: readonly string[];
  readonly done: ReadonlyMap<string, number>;
  readonly said: ReadonlyMap<string, number>;
  /** By kind; without those that were there before. */
  readonly handlesLeft: Readonly<Record<string, number>>;
  /** Bytes that each question leaves behind, and bytes held at the end; `undefined`: not measured. */
  readonly heap: { readonly bytesPerQuestion: number; readonly bytes: number } | undefined;
}

const minuteMs = 60_000;
/** Of the samples: caches fill in the first part of a run. */
const warmUpShare = 0.3;

export async function soak(options: SoakOptions): Promise<Soaked> {
  const { seed, places: count, minutes, speed, isHeapMeasured } = options;
  const startedAt = performance.now();
  const handles = createHandles();
  const unhandled = watchUnhandled();
  const random = createRandom(seed);
  const clock = fastClock({ startsAt: Date.parse('2026-11-24T14:03:22Z'), speed });
  const until = clock.now() + minutes * minuteMs;
  const emulator = await startEmulator({ realNow: () => clock.now(), size: worldSize });
  const ledger = createLedger(clock);
  const board = createBoard(ledger);
  const teams = await startSoakTeams({ clock, random, board, ledger });
  const outgoing = watchOutgoing(teams.url, emulator.url, clock);
  const bot = await startSoakBot(emulator.url, teams, { clock, random: () => random.below(1_000_000) / 1_000_000 });
  const done = new Map<string, number>();
  let ids = 0;
  const post = createPost(bot.messagesUrl, teams);
  const traffic: Traffic = { clock, random, ledger, board, post: post.say, newId: () => `q${++ids}`, until, done };
  const samples: Sample[] = [];

  async function sample(): Promise<void> {
    const heap = createHeap();
    while (clock.now() < until) {
      await clock.sleep(minuteMs);
      emulator.clearRequests();
      samples.push({ at: ledger.asked, bytes: await heap.heldBytes() });
    }
  }

  const places = soakPlaces(count);
  const weather = defenderWeather(emulator, random, clock, until);
  await Promise.all([
    ...places.map((place, n) => converse(place, { ...traffic, removed: n === 2 ? teams.closed : undefined })),
    ...(isHeapMeasured ? [sample()] : []),
  ]);
  emulator.clearFaults();
  await weather;
  await ledger.close();
  const stopped = await bot.stop();
  await post.close();
  await emulator.close();
  await teams.close();
  outgoing.close();
  clock.stop();
  const steady = samples.slice(Math.floor(samples.length * warmUpShare));
  return {
    options,
    ...stopped,
    realSeconds: (performance.now() - startedAt) / 1_000,
    asked: ledger.asked,
    complaints: ledger.complaints,
    open: ledger.open,
    workingLeft: board.workingLeft,
    exceeded: outgoing.exceeded,
    fullestQuota: outgoing.fullestQuota,
    toTeams: outgoing.toTeams,
    toDefender: outgoing.toDefender,
    bugs: bot.bugs,
    unhandled: unhandled.stop(),
    done,
    said: bot.said,
    handlesLeft: await handles.left(),
    heap: isHeapMeasured ? { bytesPerQuestion: slopeOf(steady), bytes: steady.at(-1)?.bytes ?? 0 } : undefined,
  };
}
