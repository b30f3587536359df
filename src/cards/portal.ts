/** Links into the Defender portal. Paths are conventions seen in payloads. Source: learn.microsoft.com/defender-xdr (alertWebUrl) */

import type { Link } from './buttons.ts';
import { isDeviceId, isFileHash } from './known-ids.ts';

export interface Portal {
  alert(alertId: string): Link;
  incident(incidentId: number): Link;
  /** `undefined` for what is no SHA-1 and no SHA-256. */
  file(hash: string | undefined): Link | undefined;
  /** `undefined` for what is no device id: no other foreign text gets into a link. */
  device(machineId: string | undefined): Link | undefined;
}

/** @param baseUrl - of the cloud, e.g. `https://security.microsoft.com`. */
export function createPortal(baseUrl: string, tenantId: string | undefined): Portal {
  const link = (title: string, path: string): Link => ({
    title,
    url: `${baseUrl}${path}${tenantId === undefined ? '' : `?tid=${encodeURIComponent(tenantId)}`}`,
  });
  return {
    incident: (incidentId) => link('Incident in the portal', `/incidents/${incidentId}`),
    alert: (alertId) => link('Portal', `/alerts/${encodeURIComponent(alertId)}`),
    file: (hash) => (isFileHash(hash) ? link('File in the portal', `/file/${hash}`) : undefined),
    device: (machineId) => (isDeviceId(machineId) ? link('Device in the portal', `/machines/${machineId}`) : undefined),
  };
}
