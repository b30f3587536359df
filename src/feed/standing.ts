/** How an alert stands, in Defender and here: told again where one of them changed. */

import { alertKey } from '../alert-key.ts';
import type { OnItBy } from '../cards/on-it.ts';
import type { Alert } from '../defender/model.ts';
import type { Holding } from '../state/on-it.ts';

export type HolderOf = (of: {
  readonly alertId: string;
  readonly incidentId: number | undefined;
}) => Holding | undefined;

/** Who is on an alert, or else on its incident. */
export function holderAmong(holdings: readonly Holding[]): HolderOf {
  const byKey = new Map(holdings.map((holding) => [`${holding.kind} ${holding.id}`, holding]));
  return ({ alertId, incidentId }) =>
    byKey.get(`alert ${alertKey(alertId)}`) ?? byKey.get(`incident ${incidentId ?? ''}`);
}

export function shownBy({ status, assignedTo, severity }: Pick<Alert, 'status' | 'assignedTo' | 'severity'>): string {
  return JSON.stringify([status ?? null, assignedTo ?? null, severity ?? null]);
}

export function onItKey(holding: Holding | undefined): string {
  return holding === undefined ? '' : `${holding.kind} ${holding.since} ${holding.personId}`;
}

export function onItBy(holding: Holding | undefined): OnItBy | undefined {
  if (holding === undefined) return undefined;
  const { personName, since, until } = holding;
  return { personName, since: new Date(since), until: new Date(until) };
}
