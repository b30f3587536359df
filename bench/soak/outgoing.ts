/** What leaves the bot, counted in the moment in which it leaves: on the way it may be delayed, and windows with it. */

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Clock } from '../../src/clock.ts';
import { teamsLimits } from '../../test/support/teams-limits.ts';
import { createWindows } from '../../test/support/windows.ts';

export interface Outgoing {
  readonly toTeams: number;
  readonly toDefender: number;
  /** Windows that saw more than they may. */
  readonly exceeded: readonly string[];
  /** Of Defender's quotas: the fullest window of an endpoint, from 0 to 1. */
  readonly fullestQuota: number;
  close(): void;
}

/** Source: learn.microsoft.com/defender-endpoint/api/get-machineaction-object, "Limitations" */
const defenderQuota = [
  [100, 60_000],
  [1_500, 3_600_000],
] as const;

const channel = 'undici:request:create';

export function watchOutgoing(teamsUrl: string, defenderUrl: string, clock: Clock): Outgoing {
  const teams = teamsLimits();
  const defender = createWindows(defenderQuota);
  let [toTeams, toDefender] = [0, 0];

  function onRequest(message: unknown): void {
    const { request } = message as { readonly request: { readonly origin?: unknown; readonly path: string } }; // as undici documents it
    const { path } = request;
    const origin = String(request.origin);
    const [, conversation] = /\/v3\/conversations\/([^/]+)\/activities/.exec(path) ?? [];
    if (origin === teamsUrl && conversation !== undefined) {
      toTeams++;
      teams.called(decodeURIComponent(conversation), clock.now());
    } else if (origin === defenderUrl && path.startsWith('/api/')) {
      toDefender++;
      defender.called(endpointOf(path), clock.now());
    }
  }

  subscribe(channel, onRequest);
  return {
    get toTeams() {
      return toTeams;
    },
    get toDefender() {
      return toDefender;
    },
    get exceeded() {
      return [...teams.exceeded, ...defender.exceeded];
    },
    get fullestQuota() {
      return defender.fullest;
    },
    close: () => void unsubscribe(channel, onRequest),
  };
}

/** `/api/alerts/da63…_1/files` → `/api/alerts/{id}/files` */
function endpointOf(path: string): string {
  return path
    .replace(/\?.*/, '')
    .replace(/^(\/api\/\w+)\/[^/]+/, '$1/{id}')
    .replace(/\(.*\)/, '()');
}
