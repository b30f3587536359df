/** One alert with its evidence. Source: learn.microsoft.com/defender-endpoint/api/alerts */

import type { Alert, Evidence } from '../model.ts';
import { readAnswer, type Fields, type Report } from './fields.ts';

export function alertFrom(body: unknown, report: Report): Alert {
  const alert = readAnswer(body, 'alert', report);
  return {
    id: alert.required.text('id'),
    severity: alert.text('severity'),
    status: alert.text('status'),
    assignedTo: alert.text('assignedTo'),
    deviceName: alert.text('computerDnsName'),
    createdAt: alert.time('alertCreationTime'),
    evidence: alert.objects('evidence').map(evidenceFrom),
  };
}

function evidenceFrom(item: Fields): Evidence {
  return {
    sha1: item.hash('sha1', 40),
    sha256: item.hash('sha256', 64),
    fileName: item.text('fileName'),
    filePath: item.text('filePath'),
    detectionStatus: item.text('detectionStatus'),
  };
}
