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
  const asked = new Map<string, Promise<ById<Alert> | undefined>>();
  return async (alertIds) => {
    const unknown = alertIds.filter((id) => !asked.has(id));
    if (unknown.length > 0) {
      const read = defender.alertsByIds(unknown, call());
      for (const id of unknown)
        asked.set(
          id,
          read.then((answers) => answers.find((one) => one.id === id)),
        );
    }
    const answers = await Promise.all(alertIds.flatMap((id) => asked.get(id) ?? []));
    return answers.filter((one) => one !== undefined);
  };
}
