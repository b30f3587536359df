/** A world for load and paging: as many alerts and devices as are asked for, made from a seed, all of one piece. */

import type { MachineRecord, World } from '../../world.ts';
import { machineRecord } from '../machines.ts';
import { createActions } from './actions.ts';
import { alertRecord } from './alerts.ts';
import { planDevices, type PlannedDevice } from './devices.ts';
import { createFiles, type KnownFile } from './files.ts';
import { planAlerts, type PlannedAlert } from './incidents.ts';
import { createRandom } from './random.ts';

export interface WorldSize {
  /** In all; at least those that are there in any case. */
  readonly alerts: number;
  readonly devices: number;
  /** Another seed is another world of the same size. */
  readonly seed?: number;
}

/** Most alerts are about a file that others are about too. */
const alertsPerFile = 6;

/** The world as it was, and more around it; nothing of what was there changes. */
export function enlarged(world: World, startMs: number, { alerts, devices, seed = 1 }: WorldSize): World {
  const random = createRandom(seed);
  const alertCount = Math.max(0, alerts - world.alerts.length);
  // Alerts need a device to be on.
  const deviceCount = Math.max(alertCount > 0 ? 1 : 0, devices - world.machines.length);
  const planned = planDevices(deviceCount, random);
  const reporting = planned.filter(({ mergedInto }) => mergedInto === undefined);
  const fileCount = Math.ceil(alertCount / alertsPerFile);
  const plans = alertCount === 0 ? [] : planAlerts(alertCount, reporting, fileCount, random);
  const files = createFiles(plans);
  const risks = risksOf(plans);
  const filesOf = (plan: PlannedAlert): readonly KnownFile[] => plan.files.flatMap((number) => files.get(number) ?? []);
  return {
    alerts: [...world.alerts, ...plans.map((plan) => alertRecord(plan, filesOf(plan), startMs))],
    machines: [
      ...world.machines,
      ...planned.map((device) => machineOf(device, risks.get(device.id) ?? 'None', startMs)),
    ],
    living: world.living,
    actions: [...world.actions, ...createActions(plans, (plan) => filesOf(plan).at(0), startMs)],
  };
}

/** By device: the worst of what is still open there. */
function risksOf(plans: readonly PlannedAlert[]): ReadonlyMap<string, string> {
  const open = plans.filter(({ status }) => status !== 'Resolved');
  const worstLast = (['Informational', 'Low', 'Medium', 'High'] as const).flatMap((severity) =>
    open.filter(({ kind }) => kind.severity === severity),
  );
  return new Map(worstLast.map(({ device, kind }) => [device.id, kind.severity]));
}

function machineOf(device: PlannedDevice, risk: string, startMs: number): MachineRecord {
  const { mergedInto, tags } = device;
  const isTwin = mergedInto !== undefined;
  const overlay = { machineTags: tags, mergedIntoMachineId: mergedInto ?? null, isPotentialDuplication: isTwin };
  return machineRecord({ ...device, health: isTwin ? 'Inactive' : 'Active', risk, overlay }, startMs);
}
