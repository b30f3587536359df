/** What stands around one device, in a second round of calls once the device itself is known. */

import { deviceCard } from '../cards/device.ts';
import type { Alert, Listed, Machine, MachineAction, User } from '../defender/model.ts';
import type { CardReply, Context } from './command.ts';
import { missingParts } from './missing.ts';
import { readerOf } from './reader.ts';
import { settle, type Settled } from './settle.ts';

/** Of the actions that have not ended, and of the latest ones. */
const maxActions = 5;

/** @param notes - how it came to be this device, where nobody named it by its id. Our own words. */
export async function deviceAnswer(
  machine: Machine,
  context: Context,
  notes: readonly string[] = [],
): Promise<CardReply> {
  const { now, portal, operatorLinks } = context;
  const { users, alerts, running, recent } = await partsOf(machine.id, context);
  const missing = missingParts(
    { Alerts: alerts, 'Actions that have not ended': running, 'Latest actions': recent, Users: users },
    now(),
  );
  return {
    outcome: missing.errors.length > 0 ? 'partial' : 'answered',
    errors: missing.errors,
    subject: `device ${machine.id}`,
    about: { kind: 'device', id: machine.id },
    card: deviceCard({
      machine,
      users: valueOf(users),
      alerts: valueOf(alerts),
      deviceActions: running.ok || recent.ok ? eachOnce([...itemsOf(running), ...itemsOf(recent)]) : undefined,
      notes: [...notes, ...missing.notes],
      reader: readerOf(context, missing.errors),
      portal,
      operatorLinks,
    }),
  };
}

interface Parts {
  readonly users: Settled<Listed<User>>;
  readonly alerts: Settled<Listed<Alert>>;
  readonly running: Settled<Listed<MachineAction>>;
  readonly recent: Settled<Listed<MachineAction>>;
}

async function partsOf(machineId: string, { defender, signal }: Context): Promise<Parts> {
  const choice = { machineId, top: maxActions };
  const [users, alerts, running, recent] = await Promise.all([
    settle(defender.machineUsers(machineId, { signal })),
    settle(defender.alerts({ machineId }, { signal })),
    settle(defender.machineActions({ ...choice, statuses: ['Pending', 'InProgress'] }, { signal })),
    settle(defender.machineActions(choice, { signal })),
  ]);
  return { users, alerts, running, recent };
}

function valueOf<T>(part: Settled<T>): T | undefined {
  return part.ok ? part.value : undefined;
}

function itemsOf<T>(part: Settled<Listed<T>>): readonly T[] {
  return part.ok ? part.value.items : [];
}

function eachOnce(actions: readonly MachineAction[]): readonly MachineAction[] {
  return [...new Map(actions.map((action) => [action.id, action])).values()];
}
