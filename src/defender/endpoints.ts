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
  alert: { template: '/api/alerts/{id}', quotas: standard },
  alertFiles: { template: '/api/alerts/{id}/files', quotas: standard },
  fileStats: { template: '/api/files/{id}/stats', quotas: standard },
  machineAction: { template: '/api/machineactions/{id}', quotas: standard },
  liveResponseResult: {
    template: '/api/machineactions/{id}/GetLiveResponseResultDownloadLink(index={n})',
    quotas: standard,
  },
} as const satisfies Record<string, Endpoint>;
