/** An incident: its alerts, worst first, with the devices, users and files of all of them together. */

import { worstFirst } from '../triage/severity.ts';
import { severityTally } from './alert-facts.ts';
import { actions, button, refresh, type Button } from './buttons.ts';
import { colorOfAlerts } from './finding-color.ts';
import { footer } from './footer.ts';
import { alertsWords, incidentFacts, type IncidentAlerts } from './incident-facts.ts';
import template from './incident.json' with { type: 'json' };
import { alertRows, deviceSection, fileSection, userSection } from './incident-sections.ts';
import { onItAction, onItLine, onItUnread, type OnItBy, type OnItRows } from './on-it.ts';
import { rangeWords, type Page } from './pages.ts';
import type { Portal } from './portal.ts';
import { render, type Card, type Model } from './render.ts';
import { nameText, shortName } from './text.ts';
import { joined } from './units.ts';

export interface IncidentView extends IncidentAlerts {
  readonly incidentId: number;
  /** Of the alerts, from 1; beyond the end is the last. */
  readonly page: number;
  /** `undefined`: nobody is on it. */
  readonly onIt: OnItBy | undefined;
  /** Who is on one of its alerts. `undefined`: that is not known. */
  readonly onAlerts: OnItRows | undefined;
  /** Who is on it is not known. */
  readonly isUnread?: boolean;
  readonly portal: Portal;
}

export function incidentCard(view: IncidentView): Card {
  const { incidentId, alerts, onIt, reader, portal } = view;
  const shown = pageFrom(view, view.page);
  const alertSection: Model = { heading: 'Alerts', rows: shown.rows, rest: [] };
  return render(
    template,
    {
      finding: finding(view, nameText),
      color: colorOfAlerts(alerts),
      onIt: onItLines(view).map((text) => ({ text })),
      onItActions:
        alerts.length === 0 ? [] : [onItAction(onIt, 'incident', String(incidentId), 'page', String(shown.page))],
      facts: incidentFacts(view).map((text) => ({ text })),
      sections: [
        alerts.length === 0 ? undefined : alertSection,
        fileSection(alerts),
        deviceSection(alerts),
        userSection(alerts),
      ].filter((section) => section !== undefined),
      hints: alerts.length === 0 ? [{ text: noAlerts }] : [],
      footer: joined([rangeWords('alerts', shown, alerts.length), footer(reader)]),
      ...actions({ ...choices(view, shown), links: [portal.incident(incidentId)] }),
    },
    finding(view, shortName),
  );
}

function pageFrom({ alerts, onAlerts, reader }: IncidentView, page: number): Page<Model> {
  return alertRows(worstFirst(alerts), page, { now: reader.now, onIt: onAlerts });
}

function onItLines({ onIt, isUnread, reader }: IncidentView): readonly string[] {
  if (isUnread === true) return [onItUnread];
  return onIt === undefined ? [] : [onItLine(onIt, reader.now)];
}

const noAlerts =
  'Check the number. An incident whose alerts are all of other products than Defender for Endpoint is not in this API, and alerts older than the retention of your tenant are gone.';

/** @param text - treats the foreign parts for where the line goes. */
function finding({ incidentId, ...view }: IncidentView, text: (name: string) => string): string {
  if (view.alerts.length === 0) return `Defender has no alerts of incident ${incidentId}`;
  return `Incident ${incidentId}: ${alertsWords(view)}, ${severityTally(view.alerts, text)}`;
}

function choices(
  view: IncidentView,
  { page, hasNext }: Page<Model>,
): { readonly primary: readonly (Button | undefined)[]; readonly secondary: readonly Button[] } {
  const { incidentId, alerts } = view;
  const id = String(incidentId);
  const to = (word: string, wanted: number): Button => {
    const { rows } = pageFrom(view, wanted);
    return button(`${word} ${rows.length}`, 'incident', id, 'page', String(wanted));
  };
  return {
    primary: [
      alerts.length === 0 ? undefined : button('Files', 'files', 'incident', id),
      hasNext ? to('Next', page + 1) : undefined,
      page > 1 ? to('Previous', page - 1) : undefined,
    ],
    secondary: [refresh('incident', id, 'page', String(page))],
  };
}
