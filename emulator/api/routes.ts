/** Every route of the API: who may call it, how often, and what answers. */

import {
  countAlerts,
  getAlert,
  getAlertDomains,
  getAlertFiles,
  getAlertIps,
  getAlertMachine,
  listAlerts,
} from './alerts.ts';
import type { Route } from './call.ts';
import { getFile, getFileAlerts, getFileMachines, getFileStats } from './files.ts';
import { findMachinesByIp, findMachinesByTag } from './find-machines.ts';
import { cancelMachineAction, countMachineActions, getMachineAction, listMachineActions } from './machine-actions.ts';
import { countMachineAlerts, countMachines, getMachine, getMachineAlerts, listMachines } from './machines.ts';
import { quotas } from './quotas.ts';
import { getResultLink } from './result-link.ts';
import { runLiveResponse } from './run-live-response.ts';
import { getAlertUser, getLogonUsers } from './users.ts';

const { standard } = quotas;

/** Each entry: the "Permissions" section of the endpoint's page under learn.microsoft.com/defender-endpoint/api. */
const readAlerts = ['Alert.Read.All', 'Alert.ReadWrite.All'];
const readFiles = ['File.Read.All'];
const readUsers = ['User.Read.All'];
const readDomains = ['URL.Read.All'];
const readIps = ['Ip.Read.All'];
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
const byIp = '/machines/findbyip(ip={ip},timestamp={timestamp})';

function read(template: string, roles: readonly string[], handle: Route['handle']): Route {
  return { method: 'GET', template, roles, quota: standard, handle };
}

/** The first that fits answers: what stands for itself comes before what takes any id. */
export const routes: readonly Route[] = [
  read('/alerts', readAlerts, listAlerts),
  read('/alerts/$count', readAlerts, countAlerts),
  read('/alerts/{id}', readAlerts, getAlert),
  read('/alerts/{id}/files', readFiles, getAlertFiles),
  read('/alerts/{id}/machine', readMachines, getAlertMachine),
  read('/alerts/{id}/user', readUsers, getAlertUser),
  read('/alerts/{id}/domains', readDomains, getAlertDomains),
  read('/alerts/{id}/ips', readIps, getAlertIps),
  read('/files/{id}', readFiles, getFile),
  read('/files/{id}/stats', readFiles, getFileStats),
  read('/files/{id}/alerts', readAlerts, getFileAlerts),
  read('/files/{id}/machines', readMachines, getFileMachines),
  read('/machines', readMachines, listMachines),
  read('/machines/$count', readMachines, countMachines),
  read('/machines/findbytag', readMachines, findMachinesByTag),
  read(byIp, readMachines, findMachinesByIp),
  read('/machines/{id}', readMachines, getMachine),
  read('/machines/{id}/alerts', readAlerts, getMachineAlerts),
  read('/machines/{id}/alerts/$count', readAlerts, countMachineAlerts),
  read('/machines/{id}/logonusers', readUsers, getLogonUsers),
  read('/machineactions', readMachines, listMachineActions),
  read('/machineactions/$count', readMachines, countMachineActions),
  read(action, readMachines, getMachineAction),
  read(resultLink, readResults, getResultLink),
  { method: 'POST', template: `${action}/cancel`, roles: cancelActions, quota: standard, handle: cancelMachineAction },
  {
    method: 'POST',
    template: '/machines/{id}/runliveresponse',
    roles: runOnDevices,
    quota: quotas.runLiveResponse,
    handle: runLiveResponse,
  },
];
