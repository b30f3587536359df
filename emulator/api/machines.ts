/** Source: learn.microsoft.com/defender-endpoint/api/get-machines, get-machine-by-id, get-machine-related-alerts */

import type { Answer } from '../http/exchange.ts';
import type { PropertyKinds } from '../odata/properties.ts';
import { alertsOfMachine } from '../relations.ts';
import { findMachine, type MachineRecord } from '../world.ts';
import { collection as alertCollection, withoutEvidence } from './alerts.ts';
import type { Call } from './call.ts';
import { entityAnswer, relatedAnswer } from './entity.ts';
import { countAnswer, listAnswer, type Collection } from './list.ts';
import { quoted, resourceNotFound } from './refusals.ts';

const filterable: PropertyKinds = {
  computerDnsName: 'text',
  id: 'text',
  version: 'text',
  deviceValue: 'text',
  aadDeviceId: 'text',
  lastSeen: 'time',
  exposureLevel: 'text',
  onboardingStatus: 'text',
  lastIpAddress: 'text',
  healthStatus: 'text',
  osPlatform: 'text',
  riskScore: 'text',
  rbacGroupId: 'number',
};

export function listMachines(call: Call): Answer {
  return listAnswer(call, collection(call));
}

export function countMachines(call: Call): Answer {
  return countAnswer(call, collection(call));
}

export function getMachine(call: Call): Answer {
  return entityAnswer(call, 'Machines/$entity', machineIn(call).machine);
}

/** All of them: this collection has no query options. */
export function getMachineAlerts(call: Call): Answer {
  return relatedAnswer(call, 'Alerts', alertsOfMachine(call.store.world, machineIn(call).id).map(withoutEvidence));
}

export function countMachineAlerts(call: Call): Answer {
  const records = alertsOfMachine(call.store.world, machineIn(call).id);
  return countAnswer(call, alertCollection(records.map(({ alert }) => alert)));
}

/** Throws Refusal. */
export function machineIn({ params, store }: Call): MachineRecord {
  const { id = '' } = params;
  const record = findMachine(store.world, id);
  if (record === undefined) throw resourceNotFound(`Machine ${quoted(id)}`);
  return record;
}

function collection({ store }: Call): Collection {
  const entities = store.world.machines.map(({ machine }) => machine);
  return { set: 'Machines', entities, filterable, newestBy: 'lastSeen' };
}
