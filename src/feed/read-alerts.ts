/** Alerts with their evidence, each read once in a look, however many rooms are told of it. */

import type { Defender } from '../defender/client.ts';
import type { CallOptions } from '../defender/call-options.ts';
import type { DefenderErrorKind } from '../defender/errors.ts';
import type { Alert, ById } from '../defender/model.ts';

/** In the order in which they were asked for. Throws the reason of the signal. */
export type ReadAlerts = (alertIds: readonly string[]) => Promise<readonly ById<Alert>[]>;

/** Asked again, Defender would say the same of this alert. */
const lasting: ReadonlySet<DefenderErrorKind> = new Set(['notFound', 'rejected', 'malformed', 'forbidden']);

/** It may be readable with the next look. */
export function isWorthWaiting(one: ById<Alert>): boolean {
  return !one.ok && !lasting.has(one.error.kind);
}

export function readAlertsOnce(defender: Pick<Defender, 'alertsByIds'>, call: () => CallOptions): ReadAlerts {
  const known = new Map<string, ById<Alert>>();
  return async (alertIds) => {
    const unknown = alertIds.filter((id) => !known.has(id));
    const read = unknown.length === 0 ? [] : await defender.alertsByIds(unknown, call());
    for (const one of read) known.set(one.id, one);
    return alertIds.flatMap((id) => known.get(id) ?? []);
  };
}
