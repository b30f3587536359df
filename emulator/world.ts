/** Everything the API can be asked about. Files and machines stand still, and so do alerts but those that come; actions can be added and cancelled. */

import type { ActionScript } from './actions/script.ts';
import type { JsonObject } from './json.ts';

export interface FileRecord {
  /** As `alerts/{id}/files` and `files/{hash}` show it. */
  readonly file: JsonObject;
  /** As `files/{hash}/stats` shows it. */
  readonly stats: JsonObject;
}

export interface AlertRecord {
  readonly id: string;
  /** With its evidence. */
  readonly alert: JsonObject;
  /** In the order in which the API gives them: no rank. */
  readonly files: readonly FileRecord[];
}

export interface MachineRecord {
  readonly id: string;
  readonly name: string;
  readonly machine: JsonObject;
}

export interface World {
  readonly alerts: readonly AlertRecord[];
  readonly machines: readonly MachineRecord[];
  readonly actions: readonly ActionScript[];
  /** Alerts that came since the start, as they stand at a moment; absent: none come. */
  readonly arrived?: (now: number) => readonly AlertRecord[];
  /** Actions that begin when they are first asked for, by id. */
  readonly living: ReadonlyMap<string, (beginMs: number) => ActionScript>;
}

/** The world as it is at a moment. @param now - milliseconds since the epoch. */
function worldAt(world: World, now: number): World {
  const arrived = world.arrived?.(now) ?? [];
  return arrived.length === 0 ? world : { ...world, alerts: [...world.alerts, ...arrived] };
}

/** A world whose actions change, and to which alerts may come. */
export interface Store {
  readonly world: World;
  /** Adds an action, or takes the place of the one with its id. */
  put(action: ActionScript): void;
  /** Lets the one with this id begin, if it is one that does so when asked for and has not begun yet. */
  wake(id: string, now: number): void;
  reset(): void;
}

/** @param create - builds the world as it is when the emulator starts. @param now - milliseconds since the epoch. */
export function createStore(create: () => World, now: () => number): Store {
  let world = create();
  function put(action: ActionScript): void {
    world = { ...world, actions: [...world.actions.filter(({ id }) => id !== action.id), action] };
  }
  return {
    get world() {
      return worldAt(world, now());
    },
    put,
    wake(id, now) {
      const begin = world.living.get(id.toLowerCase());
      if (begin !== undefined && findAction(world, id) === undefined) put(begin(now));
    },
    reset() {
      world = create();
    },
  };
}

/** Id in any letter case. */
export function findAlert(world: World, id: string): AlertRecord | undefined {
  return world.alerts.find((record) => record.id.toLowerCase() === id.toLowerCase());
}

/** By id or by the whole device name, in any letter case. */
export function findMachine(world: World, idOrName: string): MachineRecord | undefined {
  const wanted = idOrName.toLowerCase();
  return world.machines.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
}

export function findAction(world: World, id: string): ActionScript | undefined {
  return world.actions.find((action) => action.id === id.toLowerCase());
}

/** By SHA-1 or SHA-256, in any letter case. */
export function findFile(world: World, hash: string): FileRecord | undefined {
  const wanted = hash.toLowerCase();
  return world.alerts
    .flatMap(({ files }) => files)
    .find(({ file }) => file['sha1'] === wanted || file['sha256'] === wanted);
}
