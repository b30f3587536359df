/** How often each app may call each endpoint, in windows of a minute and of an hour. */

import type { Caller } from '../entra/tokens.ts';
import { hours, minutes } from '../time.ts';
import { Refusal } from './refusals.ts';

export interface Quota {
  readonly perMinute: number;
  readonly perHour: number;
}

/** Source: learn.microsoft.com/defender-endpoint/api/exposed-apis-list and the page of each endpoint. */
export const quotas = {
  standard: { perMinute: 100, perHour: 1500 },
  runLiveResponse: { perMinute: 10, perHour: 1500 },
} as const satisfies Record<string, Quota>;

export interface QuotaSettings {
  readonly enabled: boolean;
  /** Given: holds for every endpoint in place of its own. */
  readonly override?: Quota | undefined;
}

export interface QuotaKeeper {
  /** Counts one call. Throws Refusal (429) when a window is full; a refused call is not counted. */
  spend(caller: Caller, endpoint: string, quota: Quota): void;
  configure(settings: QuotaSettings): void;
  reset(): void;
}

interface Window {
  readonly endMs: number;
  count: number;
}

export function createQuotaKeeper(now: () => number): QuotaKeeper {
  const windows = new Map<string, Window>();
  let settings: QuotaSettings = { enabled: true };

  function windowFor(key: string, lengthMs: number): Window {
    const current = windows.get(key);
    if (current !== undefined && current.endMs > now()) return current;
    const fresh = { endMs: now() + lengthMs, count: 0 };
    windows.set(key, fresh);
    return fresh;
  }

  return {
    spend(caller, endpoint, quota) {
      if (!settings.enabled) return;
      const { perMinute, perHour } = settings.override ?? quota;
      const key = `${caller.tenantId} ${caller.appId} ${endpoint}`;
      const minute = windowFor(`${key} minute`, minutes(1));
      const hour = windowFor(`${key} hour`, hours(1));
      if (minute.count >= perMinute) throw tooMany(minute.endMs - now(), `${perMinute} calls per minute`, caller);
      if (hour.count >= perHour) throw tooMany(hour.endMs - now(), `${perHour} calls per hour`, caller);
      minute.count++;
      hour.count++;
    },
    configure(changed) {
      settings = changed;
      windows.clear();
    },
    reset() {
      settings = { enabled: true };
      windows.clear();
    },
  };
}

/** The gateway's own body: its code is the number, its target the tenant. Seen in tenants' records. */
export function tooMany(
  waitMs: number,
  quota: string,
  { tenantId, appId }: Pick<Caller, 'tenantId' | 'appId'>,
): Refusal {
  const wait = Math.max(1, Math.ceil(waitMs / 1000));
  return new Refusal(
    429,
    '429',
    `Too many requests: the quota of ${quota} for tenant ${tenantId} and application ${appId} is used up. ` +
      `You can send requests again in ${wait} seconds.`,
    { target: tenantId, headers: { 'retry-after': String(wait) } },
  );
}
