/** Watches on a clock that moves when told: a Defender whose actions a test moves, and a Teams that only remembers. */

import { Kysely } from 'kysely';
import { createEvidenceCards } from '../../src/bot/evidence-cards.ts';
import type { Message } from '../../src/bot/outgoing.ts';
import { createShown, type Shown } from '../../src/bot/shown.ts';
import { actionDigest } from '../../src/bot/watching.ts';
import { createPortal } from '../../src/cards/portal.ts';
import { DefenderError, type DefenderErrorKind } from '../../src/defender/errors.ts';
import type { ById, MachineAction } from '../../src/defender/model.ts';
import type { Access } from '../../src/policy/access.ts';
import { sqliteEngine } from '../../src/state/engine.ts';
import { migrate } from '../../src/state/migrate.ts';
import { openSqlite } from '../../src/state/sqlite.ts';
import type { Tables } from '../../src/state/tables.ts';
import type { NewWatch } from '../../src/state/watch.ts';
import { createWatches, type Watches } from '../../src/state/watches.ts';
import { createWatcher, type Watcher } from '../../src/watch/watcher.ts';
import { action } from '../cards/views.ts';
import { openAccess } from '../support/access.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';
import { rememberedEvidence } from '../support/evidence.ts';
import { newWatch } from '../support/watches.ts';

/** One message that Teams took, or an attempt at it. */
export interface Call {
  readonly way: 'edit' | 'post';
  readonly conversationId: string;
  /** Of an edit. */
  readonly messageId: string;
  readonly message: Message;
  /** The process that made it, counted from 1. */
  readonly by: number;
}

export interface WatchStage {
  readonly clock: ManualClock;
  /** What Defender knows: an action, or why it says nothing. */
  readonly known: Map<string, MachineAction | DefenderErrorKind>;
  /** The ids of each question to it. */
  readonly asked: (readonly string[])[];
  /** What Teams took, in order. */
  readonly taken: Call[];
  /** The same in words: `edit m1: …`, `post: <at>Ana</at> …`. */
  words(): readonly string[];
  readonly logged: string[];
  /** Teams' weather: throws, hangs or lets pass. */
  weather: (call: Call) => Promise<void>;
  access: Access;
  readonly shown: Shown;
  /** As somebody else sees them. */
  readonly watches: Watches;
  /** Every call to the state and to Teams passes here: a process that is to die there never hears of it again. */
  doom: (call: string) => 'lives' | 'dies before' | 'dies after';
  /** Begins the watch of an action as Defender knows it. */
  watch(parts?: Partial<NewWatch>): Promise<void>;
  start(): void;
  /** The same of the action that is pending, and starts. */
  watching(parts?: Partial<NewWatch>): Promise<void>;
  /** The action is so from now on; some time goes by. */
  moved(to: MachineAction | DefenderErrorKind, forMs?: number): Promise<void>;
  stop(): Promise<void>;
  readonly isAlive: boolean;
  /** The process dies: whatever it is about to do it does not do. Nobody looks at the watches until the next start. */
  kill(): void;
  close(): Promise<void>;
}

export const hourMs = 3_600_000;
export const actionId = action().id;

/** The action that is watched, in its states. */
export const pending = action({ status: 'Pending', createdAt: new Date('2026-11-24T14:03:00Z'), updatedAt: undefined });
export const running = { ...pending, status: 'InProgress' };
export const succeeded = { ...pending, status: 'Succeeded' };

/** What is said in words when it has succeeded. */
export const ended = 'edit m1: Live response on LAPTOP-042: succeeded';
export const mentioned = 'post: @29:ana Live response on LAPTOP-042: succeeded. Its card is above.';

const portal = createPortal('https://security.microsoft.com', undefined);

export async function startWatchStage(): Promise<WatchStage> {
  const clock = manualClock();
  const db = new Kysely<Tables>({ dialect: openSqlite(':memory:') });
  await migrate(db as Kysely<unknown>); // it makes the tables
  const known = new Map<string, MachineAction | DefenderErrorKind>();
  const asked: (readonly string[])[] = [];
  const taken: Call[] = [];
  const logged: string[] = [];
  const note = (fields: object, text: string): void => void logged.push(`${text} ${JSON.stringify(fields)}`);
  const log = { info: note, warn: note, error: note };
  const shown = createShown(clock);
  const watches = createWatches(db, 'somebody else', sqliteEngine);
  let watcher: Watcher | undefined;
  let processes = 0;

  function answerOf(id: string): ById<MachineAction> {
    const found = known.get(id) ?? 'notFound';
    return typeof found === 'string'
      ? { id, ok: false, error: new DefenderError(found, 'as the test says') }
      : { id, ok: true, value: found };
  }

  async function send(call: Call): Promise<void> {
    await stage.weather(call);
    taken.push(call);
  }

  /** For one process: once it is dead, its calls come to nothing and are never answered. */
  function mortal(number: number) {
    return async <T>(call: string, work: () => Promise<T>): Promise<T> => {
      const doom = number === processes ? stage.doom(call) : 'dies before';
      if (doom === 'dies before') return dies(number);
      const done = await work();
      return doom === 'dies after' || number !== processes ? dies(number) : done;
    };
  }

  function dies(number: number): Promise<never> {
    if (number === processes) stage.kill();
    return new Promise(() => undefined);
  }

  const stage: WatchStage = {
    ...{ clock, known, asked, taken, logged, shown, watches },
    weather: () => Promise.resolve(),
    doom: () => 'lives',
    access: openAccess,
    words: () => taken.map(wordsOf),
    async watch(parts = {}) {
      const one = newWatch({ startedAt: clock.now(), endsAt: clock.now() + 72 * hourMs, dueAt: clock.now(), ...parts });
      const found = known.get(one.actionId);
      const digest = typeof found === 'object' ? actionDigest(found) : '';
      await watches.begin({ ...one, shown: digest }, { perPerson: 1_000, perRoom: 1_000 });
    },
    start() {
      const { access } = stage;
      const by = ++processes;
      const does = mortal(by);
      const cards = createEvidenceCards({ evidence: rememberedEvidence(), shown, ttlMs: undefined, clock, log });
      const own = createWatches(db, `process ${by}`, sqliteEngine);
      watcher = createWatcher({
        watches: {
          ...own,
          claim: (of) => does('claim', () => own.claim(of)),
          renew: (ids, until) => does('renew', () => own.renew(ids, until)),
          hold: (one, until) => does('hold', () => own.hold(one, until)),
          beginMention: (one, until) => does('beginMention', () => own.beginMention(one, until)),
          giveBack: (one, looked) => does('giveBack', () => own.giveBack(one, looked)),
          end: (one) => does('end', () => own.end(one)),
        },
        defender: {
          machineActionsByIds(ids) {
            asked.push(ids);
            return Promise.resolve(ids.map(answerOf));
          },
        },
        ways: {
          post: ({ conversationId }, message) =>
            does('post', () => send({ way: 'post', conversationId, messageId: '', message, by })),
          edit: ({ conversationId, messageId }, message) =>
            does('edit', () => send({ way: 'edit', conversationId, messageId, message, by })),
          isClosed: (error) => statusOf(error) === 403,
          isLasting: (error) => statusOf(error) === 400,
          isWorthAnotherTry: (error) => statusOf(error) === 429,
        },
        ...{ access, shown, cards, portal, clock, log },
      });
      watcher.start();
    },
    async watching(parts = {}) {
      known.set(actionId, pending);
      await stage.watch(parts);
      stage.start();
      await clock.advance(0);
    },
    async moved(to, forMs = 60_000) {
      known.set(actionId, to);
      await clock.advance(forMs);
    },
    async stop() {
      await watcher?.stop();
      watcher = undefined;
    },
    get isAlive() {
      return watcher !== undefined;
    },
    kill() {
      processes += 1;
      void watcher?.stop(); // it hangs amid a call for ever
      watcher = undefined;
    },
    async close() {
      await stage.stop();
      await db.destroy();
    },
  };
  return stage;
}

export function refused(status: number): Error {
  return Object.assign(new Error('Teams refuses'), { status });
}

function statusOf(error: unknown): unknown {
  return Error.isError(error) && 'status' in error ? error.status : undefined;
}

export function wordsOf({ way, messageId, message }: Call): string {
  const text = 'content' in message ? message.summary : `@${message.mentions?.id ?? ''} ${message.text}`;
  return `${way}${messageId === '' ? '' : ` ${messageId}`}: ${text}`;
}
