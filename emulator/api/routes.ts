/** Every route of the API: who may call it, how often, and what answers. */

import { getAlert, getAlertFiles, listAlerts } from './alerts.ts';
import type { Route } from './call.ts';
import { getFile, getFileStats } from './files.ts';
import { cancelMachineAction, getMachineAction, listMachineActions } from './machine-actions.ts';
import { getMachine } from './machines.ts';
import { quotas } from './quotas.ts';
import { getResultLink } from './result-link.ts';
import { runLiveResponse } from './run-live-response.ts';

const { standard } = quotas;

/** Each entry: the "Permissions" section of the endpoint's page under learn.microsoft.com/defender-endpoint/api. */
const readAlerts = ['Alert.Read.All', 'Alert.ReadWrite.All'];
const readFiles = ['File.Read.All'];
const readMachines = ['Machine.Read.All', 'Machine.ReadWrite.All'];
const readResults = ['Machine.ReadWrite.All'];
const runOnDevices = ['Machine.LiveResponse'];
const cancelActions = [
  'Machine.CollectForensics',
  'Machine.Isolate',
  'Machine.RestrictExecution',
  'Machine.Scan',
  'Machine.Offboard',
  'Machine.StopAndQuarantine',
  'Machine.LiveResponse',
];

const action = '/machineactions/{id}';
const resultLink = `${action}/GetLiveResponseResultDownloadLink(index={index})`;

export const routes: readonly Route[] = [
  { method: 'GET', template: '/alerts', roles: readAlerts, quota: standard, handle: listAlerts },
  { method: 'GET', template: '/alerts/{id}', roles: readAlerts, quota: standard, handle: getAlert },
  { method: 'GET', template: '/alerts/{id}/files', roles: readFiles, quota: standard, handle: getAlertFiles },
  { method: 'GET', template: '/files/{id}', roles: readFiles, quota: standard, handle: getFile },
  { method: 'GET', template: '/files/{id}/stats', roles: readFiles, quota: standard, handle: getFileStats },
  { method: 'GET', template: '/machines/{id}', roles: readMachines, quota: standard, handle: getMachine },
  { method: 'GET', template: '/machineactions', roles: readMachines, quota: standard, handle: listMachineActions },
  { method: 'GET', template: action, roles: readMachines, quota: standard, handle: getMachineAction },
  { method: 'GET', template: resultLink, roles: readResults, quota: standard, handle: getResultLink },
  { method: 'POST', template: `${action}/cancel`, roles: cancelActions, quota: standard, handle: cancelMachineAction },
  {
    method: 'POST',
    template: '/machines/{id}/runliveresponse',
    roles: runOnDevices,
    quota: quotas.runLiveResponse,
    handle: runLiveResponse,
  },
];
