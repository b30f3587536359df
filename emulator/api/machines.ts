/** Source: learn.microsoft.com/defender-endpoint/api/get-machine-by-id */

import type { Answer } from '../http/exchange.ts';
import { findMachine, type MachineRecord } from '../world.ts';
import type { Call } from './call.ts';
import { entityAnswer } from './entity.ts';
import { quoted, resourceNotFound } from './refusals.ts';

export function getMachine(call: Call): Answer {
  return entityAnswer(call, 'Machines/$entity', machineIn(call).machine);
}

/** Throws Refusal. */
export function machineIn({ params, store }: Call): MachineRecord {
  const { id = '' } = params;
  const record = findMachine(store.world, id);
  if (record === undefined) throw resourceNotFound(`Machine ${quoted(id)}`);
  return record;
}
