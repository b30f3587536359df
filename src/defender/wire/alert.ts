/** Alerts with their evidence, and what belongs to one. Source: learn.microsoft.com/defender-endpoint/api/alerts */

import type { Alert, AlertComment, Evidence } from '../model.ts';
import { readAnswer, type Fields, type Report } from './fields.ts';
import type { ItemDecoder } from './list.ts';

export function alertFrom(body: unknown, report: Report): Alert {
  return alertIn(readAnswer(body, 'alert', report));
}

export const alertItems: ItemDecoder<Alert> = { path: 'alerts', having: ['id'], decode: alertIn };

/** Source: learn.microsoft.com/defender-endpoint/api/get-alert-related-domain-info */
export const domainItems: ItemDecoder<string> = {
  path: 'domains',
  having: ['host'],
  decode: (item) => item.required.text('host'),
};

/** Source: learn.microsoft.com/defender-endpoint/api/get-alert-related-ip-info */
export const ipItems: ItemDecoder<string> = {
  path: 'ips',
  having: ['id'],
  decode: (item) => item.required.text('id'),
};

function alertIn(alert: Fields): Alert {
  const user = alert.object('relatedUser');
  const category = alert.text('category');
  return {
    id: alert.required.text('id'),
    incidentId: alert.count('incidentId'),
    investigationId: alert.count('investigationId'),
    title: alert.text('title'),
    description: alert.text('description'),
    severity: alert.text('severity'),
    status: alert.text('status'),
    assignedTo: alert.text('assignedTo'),
    classification: alert.text('classification'),
    determination: alert.text('determination'),
    investigationState: alert.text('investigationState'),
    detectionSource: alert.text('detectionSource'),
    category: category === 'null' ? undefined : category, // real answers have that very text
    threatFamilyName: alert.text('threatFamilyName'),
    threatName: alert.text('threatName'),
    machineId: alert.text('machineId'),
    deviceName: alert.text('computerDnsName'),
    deviceGroup: alert.text('rbacGroupName'),
    createdAt: alert.time('alertCreationTime'),
    firstEventAt: alert.time('firstEventTime'),
    lastEventAt: alert.time('lastEventTime'),
    updatedAt: alert.time('lastUpdateTime'),
    resolvedAt: alert.time('resolvedTime'),
    mitreTechniques: alert.words('mitreTechniques'), // a text by the page's table, a list by its example
    relatedUser: user && { userName: user.text('userName'), domainName: user.text('domainName') },
    comments: alert.objects('comments').map(commentFrom),
    evidence: alert.objects('evidence').map(evidenceFrom),
  };
}

function commentFrom(item: Fields): AlertComment {
  return {
    comment: item.text('comment'),
    createdBy: item.text('createdBy'),
    createdAt: item.time('createdTime'),
  };
}

function evidenceFrom(item: Fields): Evidence {
  return {
    entityType: item.text('entityType'),
    createdAt: item.time('evidenceCreationTime'),
    sha1: item.hash('sha1', 40),
    sha256: item.hash('sha256', 64),
    fileName: item.text('fileName'),
    filePath: item.text('filePath'),
    processId: item.count('processId'),
    processCommandLine: item.text('processCommandLine'),
    processCreatedAt: item.time('processCreationTime'),
    parentProcessId: item.count('parentProcessId'),
    parentProcessCreatedAt: item.time('parentProcessCreationTime'),
    parentProcessFileName: item.text('parentProcessFileName'),
    parentProcessFilePath: item.text('parentProcessFilePath'),
    ipAddress: item.text('ipAddress'),
    url: item.text('url'),
    registryHive: item.text('registryHive'),
    registryKey: item.text('registryKey'),
    registryValueType: item.text('registryValueType'),
    registryValue: item.text('registryValue'),
    accountName: item.text('accountName'),
    domainName: item.text('domainName'),
    userSid: item.text('userSid'),
    userPrincipalName: item.text('userPrincipalName'),
    aadUserId: item.text('aadUserId'),
    detectionStatus: item.text('detectionStatus'),
  };
}
