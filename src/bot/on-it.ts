/** Who is on an alert or an incident, between the state and the cards. */

import { alertKey } from '../alert-key.ts';
import type { OnItBy, OnItRows } from '../cards/on-it.ts';
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

/** Of an incident, and of each of its alerts by itself. */
export async function onItOfIncident(
  incidentId: number,
  alerts: readonly Pick<Alert, 'id'>[],
  context: Pick<Context, 'onIt' | 'now'>,
): Promise<Pick<OnAlert, 'onIt' | 'isUnread'> & { readonly onAlerts: OnItRows | undefined }> {
  const subjects = [incidentSubject(incidentId), ...alerts.map(({ id }) => alertSubject(id))];
  const holdings = await holdingsOf(subjects, context);
  const holding = holdings?.find(({ kind }) => kind === 'incident');
  return {
    onIt: holding && onItBy(holding),
    onAlerts: holdings && rowsOf(alerts, holdings),
    isUnread: holdings === undefined,
  };
}

/** Of alerts, or else of their incidents. `undefined`: the state does not answer. */
export async function onItOfAlerts(
  alerts: readonly Pick<Alert, 'id' | 'incidentId'>[],
  context: Pick<Context, 'onIt' | 'now'>,
): Promise<OnItRows | undefined> {
  const incidents = [...new Set(alerts.flatMap(({ incidentId }) => incidentId ?? []))];
  const subjects = [...alerts.map(({ id }) => alertSubject(id)), ...incidents.map(incidentSubject)];
  const holdings = await holdingsOf(subjects, context);
  return holdings && rowsOf(alerts, holdings);
}

function rowsOf(
  alerts: readonly (Pick<Alert, 'id'> & Partial<Pick<Alert, 'incidentId'>>)[],
  holdings: readonly Holding[],
): OnItRows {
  const names = new Map(holdings.map(({ kind, id, personName }) => [`${kind} ${id}`, personName]));
  const nameOf = ({ kind, id }: OnItSubject): string | undefined => names.get(`${kind} ${id}`);
  return new Map(
    alerts.flatMap(({ id, incidentId }) => {
      const own = nameOf(alertSubject(id));
      const personName = own ?? (incidentId === undefined ? undefined : nameOf(incidentSubject(incidentId)));
      const of = own === undefined ? 'incident' : 'alert';
      return personName === undefined ? [] : [[id, { personName, of }] as const];
    }),
  );
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
