/** What somebody wants to be on, or does not want to be on any more: named, and read where Defender answers. */

import type { DefenderError } from '../defender/errors.ts';
import type { OnItSubject } from '../state/on-it.ts';
import type { SubmitData } from '../cards/render.ts';
import type { Context } from './command.ts';
import { idIn } from './id.ts';
import type { AlertsOrIncident } from './incident-arg.ts';
import { alertSubject, incidentSubject } from './on-it.ts';
import { settle, type Settled } from './settle.ts';
import { readAlert, readIncident, type Subject } from './subject-answer.ts';

export interface Wanted {
  readonly subject: OnItSubject;
  /** `alert da63…`, `incident 2451`. Fit for a TextRun. */
  readonly name: string;
  /** Of `on-it` and `release`, without a page. */
  readonly words: readonly string[];
  readonly opens: SubmitData;
  /** What the words mean to Defender; its weather does not keep anybody from saying that they are on it. */
  readonly read: Settled<Subject>;
}

/** Throws DefenderError where there is no such alert, or where nobody can say of a word that might be one. */
export async function readWanted(said: AlertsOrIncident, context: Context): Promise<Wanted> {
  if ('incidentId' in said) {
    const { incidentId } = said;
    return wantedOf(incidentSubject(incidentId), await settle(readIncident(incidentId, context)));
  }
  const [alertId = ''] = said.alertIds; // there is one
  const read = await settle(readAlert(alertId, context));
  if (!read.ok && (isUnknown(read.error) || !hasForm(alertId))) throw read.error;
  return wantedOf(alertSubject(alertId), read);
}

function isUnknown({ kind }: DefenderError): boolean {
  return kind === 'notFound' || kind === 'rejected';
}

/** Anything else may be a secret that somebody pasted: nothing is kept of it. */
function hasForm(alertId: string): boolean {
  return idIn(alertId)?.kind === 'alert';
}

function wantedOf(subject: OnItSubject, read: Settled<Subject>): Wanted {
  const { kind, id } = subject;
  return {
    subject,
    name: `${kind} ${id}`,
    words: kind === 'incident' ? [kind, id] : [id],
    opens: { command: kind, words: [id] },
    read,
  };
}
