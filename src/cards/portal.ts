/** Links into the Defender portal. Paths are conventions seen in payloads. Source: learn.microsoft.com/defender-xdr (alertWebUrl) */

import type { Link } from './buttons.ts';

export interface Portal {
  alert(alertId: string): Link;
  device(machineId: string): Link;
}

/** @param baseUrl - of the cloud, e.g. `https://security.microsoft.com`. */
export function createPortal(baseUrl: string, tenantId: string | undefined): Portal {
  const link = (title: string, path: string): Link => ({
    title,
    url: `${baseUrl}${path}${tenantId === undefined ? '' : `?tid=${encodeURIComponent(tenantId)}`}`,
  });
  return {
    alert: (alertId) => link('Portal', `/alerts/${encodeURIComponent(alertId)}`),
    device: (machineId) => link('Device in the portal', `/machines/${encodeURIComponent(machineId)}`),
  };
}
