/** Source: learn.microsoft.com/defender-endpoint/api/get-alerts, get-alert-info-by-id, and the pages of what belongs to an alert */

import type { Answer } from '../http/exchange.ts';
import type { JsonObject } from '../json.ts';
import type { PropertyKinds } from '../odata/properties.ts';
import { domainsOf, ipAddressesOf, machineOfAlert } from '../relations.ts';
import { findAlert, type AlertRecord } from '../world.ts';
import type { Call } from './call.ts';
import { entityAnswer, relatedAnswer } from './entity.ts';
import { countAnswer, listAnswer, type Collection } from './list.ts';
import { badRequest, quoted, resourceNotFound } from './refusals.ts';

const filterable: PropertyKinds = {
  id: 'text',
  alertCreationTime: 'time',
  lastUpdateTime: 'time',
  lastEventTime: 'time',
  incidentId: 'number',
  investigationId: 'number',
  assignedTo: 'text',
  detectionSource: 'text',
  status: 'text',
  severity: 'text',
  category: 'text',
};

export function listAlerts(call: Call): Answer {
  const expand = call.query.get('$expand');
  if (expand !== null && expand !== 'evidence') throw badRequest('Only evidence can be expanded.', 'ODataError');
  const { alerts } = call.store.world;
  const shown = expand === null ? alerts.map(withoutEvidence) : alerts.map(({ alert }) => alert);
  return listAnswer(call, { ...collection(shown), expands: ['evidence'] });
}

export function countAlerts(call: Call): Answer {
  return countAnswer(call, collection(call.store.world.alerts.map(({ alert }) => alert)));
}

/** As a collection shows it that was not asked to expand it. */
export function withoutEvidence({ alert }: AlertRecord): JsonObject {
  return { ...alert, evidence: [] };
}

export function collection(entities: readonly JsonObject[]): Collection {
  return { set: 'Alerts', entities, filterable, newestBy: 'alertCreationTime' };
}

export function getAlert(call: Call): Answer {
  return entityAnswer(call, 'Alerts/$entity', alertIn(call).alert);
}

export function getAlertFiles(call: Call): Answer {
  return relatedAnswer(
    call,
    'Files',
    alertIn(call).files.map(({ file }) => file),
  );
}

export function getAlertMachine(call: Call): Answer {
  const record = alertIn(call);
  const machine = machineOfAlert(call.store.world, record);
  if (machine === undefined) throw resourceNotFound(`Machine of alert ${record.id}`);
  return entityAnswer(call, 'Machines/$entity', machine.machine);
}

export function getAlertDomains(call: Call): Answer {
  return relatedAnswer(
    call,
    'Domains',
    domainsOf(alertIn(call)).map((host) => ({ host })),
  );
}

export function getAlertIps(call: Call): Answer {
  return relatedAnswer(
    call,
    'Ips',
    ipAddressesOf(alertIn(call)).map((id) => ({ id })),
  );
}

/** Throws Refusal. */
export function alertIn({ params, store }: Call): AlertRecord {
  const { id = '' } = params;
  const record = findAlert(store.world, id);
  if (record === undefined) throw resourceNotFound(`Alert ${quoted(id)}`);
  return record;
}
