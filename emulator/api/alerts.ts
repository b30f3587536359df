/** Source: learn.microsoft.com/defender-endpoint/api/get-alerts, get-alert-info-by-id, get-alert-related-files-info */

import type { Answer } from '../http/exchange.ts';
import type { PropertyKinds } from '../odata/properties.ts';
import { findAlert, type AlertRecord } from '../world.ts';
import type { Call } from './call.ts';
import { collectionAnswer, entityAnswer } from './entity.ts';
import { listAnswer } from './list.ts';
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
  const shown = alerts.map(({ alert }) => (expand === null ? { ...alert, evidence: [] } : alert));
  return listAnswer(call, { set: 'Alerts', entities: shown, filterable, newestBy: 'alertCreationTime' });
}

export function getAlert(call: Call): Answer {
  return entityAnswer(call, 'Alerts/$entity', alertIn(call).alert);
}

export function getAlertFiles(call: Call): Answer {
  return collectionAnswer(
    call,
    'Files',
    alertIn(call).files.map(({ file }) => file),
  );
}

function alertIn({ params, store }: Call): AlertRecord {
  const { id = '' } = params;
  const record = findAlert(store.world, id);
  if (record === undefined) throw resourceNotFound(`Alert ${quoted(id)}`);
  return record;
}
