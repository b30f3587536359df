/** What lies in storage now: the results of commands that have ended. */

import { actionState } from '../actions/timeline.ts';
import type { World } from '../world.ts';
import { blobPath } from './links.ts';
import type { StoredResult } from './storage.ts';

/** `undefined`: nothing lies at this path. */
export function storedResult(world: World, path: string, now: number): StoredResult | undefined {
  const action = world.actions.find(({ id }) => path.includes(id));
  if (action === undefined) return undefined;
  const command = actionState(action, now).commands.find((_command, index) => blobPath(action.id, index) === path);
  if (command?.endMs === undefined || command.script.result === undefined) return undefined;
  return { ...command.script.result, modifiedMs: command.endMs };
}
