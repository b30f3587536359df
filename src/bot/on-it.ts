/** Who is on an alert or an incident, between the state and the cards. */

import type { OnItBy } from '../cards/on-it.ts';
import type { Alert } from '../defender/model.ts';
import type { Holding, OnItSubject } from '../state/on-it.ts';
import type { Context } from './command.ts';

export function onItBy({ personName, since, until }: Holding): OnItBy {
  return { personName, since: new Date(since), until: new Date(until) };
}

/** Letter case is no difference in an id of Defender's. */
export function alertSubject(alertId: string): OnItSubject {
  return { kind: 'alert', id: alertId.toLowerCase() };
}

export function incidentSubject(incidentId: number): OnItSubject {
  return { kind: 'incident', id: String(incidentId) };
}

/** Of an alert and of its incident. */
export async function onItOfAlert(
  { id, incidentId }: Pick<Alert, 'id' | 'incidentId'>,
  { onIt, now }: Pick<Context, 'onIt' | 'now'>,
): Promise<{ readonly onIt: OnItBy | undefined; readonly onIncident: OnItBy | undefined }> {
  const incidents = incidentId === undefined ? [] : [incidentSubject(incidentId)];
  const holdings = await onIt.of([alertSubject(id), ...incidents], now().getTime());
  const of = (wanted: OnItSubject['kind']): OnItBy | undefined => {
    const holding = holdings.find(({ kind }) => kind === wanted);
    return holding && onItBy(holding);
  };
  return { onIt: of('alert'), onIncident: of('incident') };
}

export async function onItOfIncident(
  incidentId: number,
  { onIt, now }: Pick<Context, 'onIt' | 'now'>,
): Promise<OnItBy | undefined> {
  const [holding] = await onIt.of([incidentSubject(incidentId)], now().getTime());
  return holding && onItBy(holding);
}
