/** How bad alerts are, in the order in which they are looked at. Source: learn.microsoft.com/defender-endpoint/api/alerts */

import type { Alert } from '../defender/model.ts';

const severities = ['high', 'medium', 'low', 'informational', 'unspecified'];

/** From 0, the worst. A severity that this bot does not know comes first: it may be worse than all others. */
function rank({ severity }: Pick<Alert, 'severity'>): number {
  return severity === undefined ? severities.length + 1 : severities.indexOf(severity.toLowerCase()) + 1;
}

/** The worst first, of those as bad as each other the newest. */
export function worstFirst(alerts: readonly Alert[]): readonly Alert[] {
  return alerts.toSorted(
    (one, other) => rank(one) - rank(other) || (other.createdAt?.getTime() ?? 0) - (one.createdAt?.getTime() ?? 0),
  );
}

/** How many there are of each severity, the worst first. The names are foreign text; `undefined`: Defender did not say. */
export function bySeverity(
  alerts: readonly Alert[],
): readonly { readonly severity: string | undefined; readonly alerts: number }[] {
  const groups = Map.groupBy(worstFirst(alerts), ({ severity }) => severity);
  return [...groups].map(([severity, of]) => ({ severity, alerts: of.length }));
}
