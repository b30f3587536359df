/** The endpoints that are asked, and what Defender allows of each per app and tenant. */

import type { Quota } from '../bucket.ts';

export interface Endpoint {
  /** Names the endpoint in messages, metrics and quota: holds no id. */
  readonly template: string;
  readonly quotas: readonly Quota[];
}

/** Source: learn.microsoft.com/defender-endpoint/api/get-machineaction-object, "Limitations"; the same on each page. */
const standard: readonly Quota[] = [
  { calls: 100, perMs: 60_000 },
  { calls: 1_500, perMs: 3_600_000 },
];

export const endpoints = {
  alerts: { template: '/api/alerts', quotas: standard },
  alert: { template: '/api/alerts/{id}', quotas: standard },
  alertFiles: { template: '/api/alerts/{id}/files', quotas: standard },
  alertMachine: { template: '/api/alerts/{id}/machine', quotas: standard },
  alertUser: { template: '/api/alerts/{id}/user', quotas: standard },
  alertDomains: { template: '/api/alerts/{id}/domains', quotas: standard },
  alertIps: { template: '/api/alerts/{id}/ips', quotas: standard },
  file: { template: '/api/files/{id}', quotas: standard },
  fileStats: { template: '/api/files/{id}/stats', quotas: standard },
  fileAlerts: { template: '/api/files/{id}/alerts', quotas: standard },
  fileMachines: { template: '/api/files/{id}/machines', quotas: standard },
  machines: { template: '/api/machines', quotas: standard },
  machine: { template: '/api/machines/{id}', quotas: standard },
  machinesByTag: { template: '/api/machines/findbytag', quotas: standard },
  machinesByIp: { template: '/api/machines/findbyip(ip={ip},timestamp={time})', quotas: standard },
  machineUsers: { template: '/api/machines/{id}/logonusers', quotas: standard },
  machineAlerts: { template: '/api/machines/{id}/alerts', quotas: standard },
  machineActions: { template: '/api/machineactions', quotas: standard },
  machineAction: { template: '/api/machineactions/{id}', quotas: standard },
  liveResponseResult: {
    template: '/api/machineactions/{id}/GetLiveResponseResultDownloadLink(index={n})',
    quotas: standard,
  },
} as const satisfies Record<string, Endpoint>;
