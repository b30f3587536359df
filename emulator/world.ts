/** Everything the API can be asked about. Alerts, files and machines stand still; actions can be added and cancelled. */

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
}

/** A world whose actions change. */
export interface Store {
  readonly world: World;
  /** Adds an action, or takes the place of the one with its id. */
  put(action: ActionScript): void;
  reset(): void;
}

/** @param create - builds the world as it is when the emulator starts. */
export function createStore(create: () => World): Store {
  let world = create();
  return {
    get world() {
      return world;
    },
    put(action) {
      world = { ...world, actions: [...world.actions.filter(({ id }) => id !== action.id), action] };
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
