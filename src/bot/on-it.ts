/** Who is on an alert or an incident, between the state and the cards. */

import { alertKey } from '../alert-key.ts';
import type { OnItBy } from '../cards/on-it.ts';
import type { Alert } from '../defender/model.ts';
import { StateError } from '../state/errors.ts';
import type { Holding, OnItSubject } from '../state/on-it.ts';
import type { Context } from './command.ts';

export function onItBy({ personName, since, until }: Holding): OnItBy {
  return { personName, since: new Date(since), until: new Date(until) };
}

export function alertSubject(alertId: string): OnItSubject {
  return { kind: 'alert', id: alertKey(alertId) };
}

export function incidentSubject(incidentId: number): OnItSubject {
  return { kind: 'incident', id: String(incidentId) };
}

export interface OnAlert {
  readonly onIt: OnItBy | undefined;
  readonly onIncident: OnItBy | undefined;
  /** The state does not answer: who is on them is not known. */
  readonly isUnread: boolean;
}

/** Of an alert and of its incident. */
export async function onItOfAlert(
  { id, incidentId }: Pick<Alert, 'id' | 'incidentId'>,
  context: Pick<Context, 'onIt' | 'now'>,
): Promise<OnAlert> {
  const incidents = incidentId === undefined ? [] : [incidentSubject(incidentId)];
  const holdings = await holdingsOf([alertSubject(id), ...incidents], context);
  const of = (wanted: OnItSubject['kind']): OnItBy | undefined => {
    const holding = holdings?.find(({ kind }) => kind === wanted);
    return holding && onItBy(holding);
  };
  return { onIt: of('alert'), onIncident: of('incident'), isUnread: holdings === undefined };
}

export async function onItOfIncident(
  incidentId: number,
  context: Pick<Context, 'onIt' | 'now'>,
): Promise<Pick<OnAlert, 'onIt' | 'isUnread'>> {
  const holdings = await holdingsOf([incidentSubject(incidentId)], context);
  const [holding] = holdings ?? [];
  return { onIt: holding && onItBy(holding), isUnread: holdings === undefined };
}

/** `undefined`: the state does not answer. What Defender says is shown all the same. */
async function holdingsOf(
  subjects: readonly OnItSubject[],
  { onIt, now }: Pick<Context, 'onIt' | 'now'>,
): Promise<readonly Holding[] | undefined> {
  try {
    return await onIt.of(subjects, now().getTime());
  } catch (error) {
    if (error instanceof StateError) return undefined;
    throw error;
  }
}
