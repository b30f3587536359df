/** The card of an alert or of an incident, whoever asked for it by whichever command. */

import { alertCard } from '../cards/alert.ts';
import { incidentCard } from '../cards/incident.ts';
import type { Alert, Listed } from '../defender/model.ts';
import type { CardReply, Context } from './command.ts';
import { onItOfAlert, onItOfIncident } from './on-it.ts';
import { readerOf } from './reader.ts';

/** As Defender gave it. */
export type Subject =
  | { readonly kind: 'alert'; readonly alertId: string; readonly alert: Alert }
  | { readonly kind: 'incident'; readonly incidentId: number; readonly alerts: Listed<Alert> };

/** Throws DefenderError. */
export async function readAlert(alertId: string, { defender, signal }: Context): Promise<Subject> {
  return { kind: 'alert', alertId, alert: await defender.alert(alertId, { signal }) };
}

/** One that Defender does not know has no alerts. Throws DefenderError. */
export async function readIncident(incidentId: number, { defender, signal }: Context): Promise<Subject> {
  const alerts = await defender.alerts({ incidentId, withEvidence: true }, { signal });
  return { kind: 'incident', incidentId, alerts };
}

export async function subjectReply(subject: Subject, page: number, context: Context): Promise<CardReply> {
  const { portal, operatorLinks } = context;
  if (subject.kind === 'alert') {
    const { alertId, alert } = subject;
    const standing = await onItOfAlert(alert, context);
    return {
      outcome: standing.isUnread ? 'partial' : 'answered',
      subject: `alert ${alertId}`,
      about: { kind: 'alert', id: alertId },
      card: alertCard({ alert, page, ...standing, reader: readerOf(context), portal, operatorLinks }),
    };
  }
  const { incidentId, alerts } = subject;
  const { items, total, isComplete } = alerts;
  const standing = await onItOfIncident(
    incidentId,
    items.map(({ id }) => ({ id })), // who is on the incident stands above them
    context,
  );
  const outcome = standing.isUnread ? 'partial' : 'answered';
  return {
    outcome: items.length === 0 ? 'empty' : outcome,
    subject: `incident ${incidentId}`,
    about: items.length === 0 ? undefined : { kind: 'incident', id: String(incidentId) },
    card: incidentCard({
      ...{ incidentId, alerts: items, total, isComplete, page, ...standing, portal },
      reader: readerOf(context),
    }),
  };
}
