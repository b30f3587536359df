/** Alerts that arrive while the emulator runs, and what becomes of them: the same ones each time, by its clock. */

import type { JsonObject } from '../json.ts';
import { hours, minutes, utc } from '../time.ts';
import type { AlertRecord, MachineRecord, World } from '../world.ts';
import { inventedAlert } from './alert.ts';
import { userEvidence } from './evidence.ts';
import { alertKinds } from './large/kinds.ts';
import { createRandom } from './large/random.ts';

export interface Arriving {
  readonly perHour: number;
  /** Another seed is another stream. */
  readonly seed?: number;
}

/** So many at the most; then none come any more. */
const most = 20_000;
const firstIncidentId = 700_001;
/** Others of the same incident come within these last ones. */
const openIncidents = 4;
const analyst = 'night.shift@contoso.example';

interface Arrival {
  /** From then on the API shows it: some are shown later than they were created. */
  readonly shownFromMs: number;
  readonly changes: readonly { readonly atMs: number; readonly overlay: JsonObject }[];
  readonly record: AlertRecord;
}

/** The world with what has arrived by then. @param startMs - milliseconds since the epoch, as `now`. */
export function withArrivals(world: World, startMs: number, arriving: Arriving | undefined): World {
  if (arriving === undefined) return world;
  const { perHour, seed = 1 } = arriving;
  const random = createRandom(seed);
  const arrivals: Arrival[] = [];
  const incidents: number[] = [];
  let nextIncidentId = firstIncidentId;

  function incident(): number {
    const known = random.chance(0.6) ? incidents.at(-1 - random.below(openIncidents)) : undefined;
    if (known !== undefined) return known;
    incidents.push(nextIncidentId);
    return nextIncidentId++;
  }

  function arrive(createdMs: number): Arrival {
    const kind = random.pick(alertKinds);
    const machine: MachineRecord = random.pick(world.machines);
    const id = `da${639_200_000_000_000_000n + BigInt(arrivals.length)}_${random.below(2 ** 31)}`;
    const record = inventedAlert({
      ...{ id, title: kind.title, description: `${kind.title} on ${machine.name}.`, createdMs, files: [] },
      ...{ severity: kind.severity, category: kind.category, machineId: machine.id, deviceName: machine.name },
      evidence: [userEvidence(utc(createdMs), 'j.doe')],
      overlay: {
        ...{ incidentId: incident(), detectionSource: kind.detectionSource, mitreTechniques: kind.techniques },
        lastUpdateTime: utc(createdMs),
      },
    });
    const takenMs = createdMs + minutes(5 + random.below(40));
    const resolvedMs = takenMs + minutes(10 + random.below(60));
    const taken = { atMs: takenMs, overlay: { assignedTo: analyst, status: 'InProgress' } };
    const resolved = { atMs: resolvedMs, overlay: { status: 'Resolved', resolvedTime: utc(resolvedMs) } };
    const isTaken = random.chance(0.5);
    return {
      record,
      shownFromMs: createdMs + (random.chance(0.1) ? minutes(1 + random.below(4)) : 0),
      changes: isTaken ? [taken, ...(random.chance(0.6) ? [resolved] : [])] : [],
    };
  }

  return {
    ...world,
    arrived(now) {
      const due = Math.min(most, Math.floor(((now - startMs) / hours(1)) * perHour));
      while (arrivals.length < due) arrivals.push(arrive(startMs + (hours(1) * (arrivals.length + 1)) / perHour));
      return arrivals.filter(({ shownFromMs }) => shownFromMs <= now).map((arrival) => asOf(arrival, now));
    },
  };
}

function asOf({ record, changes }: Arrival, now: number): AlertRecord {
  const past = changes.filter(({ atMs }) => atMs <= now);
  const last = past.at(-1);
  if (last === undefined) return record;
  const alert = past.reduce<JsonObject>((known, { overlay }) => ({ ...known, ...overlay }), record.alert);
  return { ...record, alert: { ...alert, lastUpdateTime: utc(last.atMs) } };
}
