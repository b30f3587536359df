/** A device by whatever somebody called it: one, or those among which to pick, and in what sense they fit. */

import type { Listed, Machine, NamedMachines } from '../defender/model.ts';
import type { DeviceCalled } from './device-arg.ts';
import type { Context } from './command.ts';

export interface FoundDevices {
  readonly machines: readonly Machine[];
  /** There may be more. */
  readonly isComplete: boolean;
  /** They are what was asked for; else they only begin with the name. */
  readonly isExact: boolean;
  /** How an address led to them, in our own words; `undefined`: they were named. */
  readonly how: string | undefined;
}

/** Throws DefenderError: `notFound` for an id that is no device's. */
export async function findDevice(called: DeviceCalled, { defender, signal }: Context): Promise<FoundDevices> {
  switch (called.kind) {
    case 'id': {
      const machine = await defender.machine(called.value, { signal });
      return { machines: [machine], isComplete: true, isExact: true, how: undefined };
    }
    case 'name':
      return byName(await defender.machinesByName(called.value, { signal }));
    case 'ip': {
      const recent = await defender.machinesByIp(called.value, { signal });
      if (recent.items.length > 0) return byAddress(recent, 'had this address within the last 15 minutes');
      const last = await defender.machinesByLastIp(called.value, { signal });
      return byAddress(last, 'had this address when last seen, and not within the last 15 minutes');
    }
  }
}

/** A name is never guessed at: a twin or a namesake is another device. `undefined`: somebody has to pick. */
export function theOne({ machines, isExact, isComplete }: FoundDevices): Machine | undefined {
  return machines.length === 1 && isExact && isComplete ? machines[0] : undefined;
}

function byName({ exact, similar, isComplete }: NamedMachines): FoundDevices {
  const isExact = exact.length > 0;
  return { machines: isExact ? exact : similar, isComplete, isExact, how: undefined };
}

function byAddress({ items, isComplete }: Listed<Machine>, how: string): FoundDevices {
  const machines = items.toSorted((one, other) => (other.lastSeen?.getTime() ?? 0) - (one.lastSeen?.getTime() ?? 0));
  return { machines, isComplete, isExact: true, how };
}
