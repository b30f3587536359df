/** How bad alerts are, in the order in which they are looked at. Source: learn.microsoft.com/defender-endpoint/api/alerts */

import type { Alert } from '../defender/model.ts';

const severities = ['high', 'medium', 'low', 'informational', 'unspecified'];

/** From 0, the worst. A severity that this bot does not know comes first: it may be worse than all others. */
function rank({ severity }: Pick<Alert, 'severity'>): number {
  return severity === undefined ? severities.length + 1 : severities.indexOf(severity.toLowerCase()) + 1;
}

/** What it takes to put alerts in order. */
type Ranked = Pick<Alert, 'severity'> & Partial<Pick<Alert, 'createdAt'>>;

/** A severity that this bot does not know is as bad as any; the least of all takes in what has none. */
export function isAtLeast(severity: string | undefined, least: string): boolean {
  return least.toLowerCase() === 'informational' || rank({ severity }) <= rank({ severity: least });
}

/** The worst first, of those as bad as each other the newest. */
export function worstFirst<T extends Ranked>(alerts: readonly T[]): readonly T[] {
  return alerts.toSorted(
    (one, other) => rank(one) - rank(other) || (other.createdAt?.getTime() ?? 0) - (one.createdAt?.getTime() ?? 0),
  );
}

/** How many there are of each severity, the worst first. The names are foreign text; `undefined`: Defender did not say. */
export function bySeverity(
  alerts: readonly Ranked[],
): readonly { readonly severity: string | undefined; readonly alerts: number }[] {
  const groups = Map.groupBy(worstFirst(alerts), ({ severity }) => severity);
  return [...groups].map(([severity, of]) => ({ severity, alerts: of.length }));
}
