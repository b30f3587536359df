/** What happened, in incidents: some alerts on a few devices within hours, about the same few files. */

import { hours, minutes } from '../../time.ts';
import type { PlannedDevice } from './devices.ts';
import { alertKinds, type AlertKind } from './kinds.ts';
import type { Random } from './random.ts';

export interface PlannedAlert {
  readonly number: number;
  readonly id: string;
  readonly incidentId: number;
  readonly kind: AlertKind;
  readonly device: PlannedDevice;
  /** Before the start. */
  readonly agoMs: number;
  /** Numbers of files. */
  readonly files: readonly number[];
  readonly status: 'New' | 'InProgress' | 'Resolved';
  readonly assignedTo: string | null;
}

const firstIncidentId = 5_001;
const longestAgoMs = hours(28 * 24);
/** After an alert come its updates: those lie in the past too. */
const shortestAgoMs = minutes(30);
const analysts = ['analyst@contoso.example', 'lead@contoso.example', 'night.shift@contoso.example'];

/** @param devices - those that report. */
export function planAlerts(
  count: number,
  devices: readonly PlannedDevice[],
  fileCount: number,
  random: Random,
): readonly PlannedAlert[] {
  const planned: PlannedAlert[] = [];
  for (let incidentId = firstIncidentId; planned.length < count; incidentId++) {
    const size = Math.min(count - planned.length, random.chance(0.5) ? 1 : 2 + random.below(9));
    const involved = Array.from({ length: 1 + random.below(Math.min(3, size)) }, () => random.pick(devices));
    const files = Array.from({ length: 1 + random.below(3) }, () => random.below(fileCount));
    const beganAgoMs = shortestAgoMs + random.below(longestAgoMs - shortestAgoMs);
    const stateOf = caseOf(beganAgoMs, random);
    for (let at = 0; at < size; at++) {
      const number = planned.length + 1;
      const kind = random.pick(alertKinds);
      planned.push({
        number,
        id: alertId(number, random),
        incidentId,
        kind,
        device: random.pick(involved),
        agoMs: Math.max(shortestAgoMs, beganAgoMs - at * minutes(7)),
        files: kind.hasFiles ? [...new Set([random.pick(files), random.pick(files)])] : [],
        ...stateOf,
      });
    }
  }
  return planned;
}

/** Old incidents are closed, fresh ones nobody has looked at. */
function caseOf(agoMs: number, random: Random): Pick<PlannedAlert, 'status' | 'assignedTo'> {
  const assignedTo = random.pick(analysts);
  if (agoMs > hours(72) && random.chance(0.9)) return { status: 'Resolved', assignedTo };
  return random.chance(0.4) ? { status: 'InProgress', assignedTo } : { status: 'New', assignedTo: null };
}

/** Ticks and a hash, which is negative half of the time; the ticks do not follow the start, so that ids stay. */
function alertId(number: number, random: Random): string {
  const ticks = `638${500_000_000_000_000 + number * 10_007_001_339}`;
  return `da${ticks}_${random.below(2 ** 31) - 2 ** 30}`;
}
