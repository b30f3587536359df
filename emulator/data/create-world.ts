/** The emulator's data, with all its times relative to the moment it starts: the demo looks alive on any day. */

import type { World } from '../world.ts';
import { minidumpAction } from './actions-documented.ts';
import { actionsWithEachOutput } from './actions-outputs.ts';
import { livingActions } from './actions-living.ts';
import { actionsInEachState } from './actions-states.ts';
import { hackToolAlert, suspiciousDllAlert } from './alerts-documented.ts';
import { malwareAlert, manyFilesAlert, noFilesAlert, unknownEnumsAlert } from './alerts-incident.ts';
import { hostileNamesAlert, wrongTypeAlert } from './alerts-odd.ts';
import { enlarged, type WorldSize } from './large/enlarged.ts';
import { createMachines } from './machines.ts';

/**
 * @param startMs - milliseconds since the epoch.
 * @param size - how much there is in all; absent: what `ids.ts` names.
 */
export function createWorld(startMs: number, size?: WorldSize): World {
  const world = createSmallWorld(startMs);
  return size === undefined ? world : enlarged(world, startMs, size);
}

function createSmallWorld(startMs: number): World {
  return {
    alerts: [
      hackToolAlert(startMs),
      suspiciousDllAlert(),
      malwareAlert(startMs),
      manyFilesAlert(startMs),
      hostileNamesAlert(startMs),
      noFilesAlert(startMs),
      unknownEnumsAlert(startMs),
      wrongTypeAlert(startMs),
    ],
    machines: createMachines(startMs),
    living: livingActions(),
    actions: [minidumpAction(startMs), ...actionsInEachState(startMs), ...actionsWithEachOutput(startMs)],
  };
}
