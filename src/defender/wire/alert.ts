/** One alert with its evidence. Source: learn.microsoft.com/defender-endpoint/api/alerts */

import type { Alert, Evidence } from '../model.ts';
import { readAnswer, type Fields, type Report } from './fields.ts';

export function alertFrom(body: unknown, report: Report): Alert {
  const alert = readAnswer(body, 'alert', report);
  return {
    id: alert.required.text('id'),
    title: alert.text('title'),
    severity: alert.text('severity'),
    status: alert.text('status'),
    assignedTo: alert.text('assignedTo'),
    machineId: alert.text('machineId'),
    deviceName: alert.text('computerDnsName'),
    createdAt: alert.time('alertCreationTime'),
    evidence: alert.objects('evidence').flatMap(evidenceFrom),
  };
}

/** Evidence without a type is no evidence of anything: left out, and reported. */
function evidenceFrom(item: Fields): Evidence | [] {
  const entityType = item.text('entityType');
  if (entityType === undefined) {
    item.missing('entityType', 'string');
    return [];
  }
  return {
    entityType,
    sha1: item.hash('sha1', 40),
    sha256: item.hash('sha256', 64),
    fileName: item.text('fileName'),
    filePath: item.text('filePath'),
    detectionStatus: item.text('detectionStatus'),
  };
}
