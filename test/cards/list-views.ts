/** Lists of the bot's own, and new alerts as they are told, to be changed in parts. */

import type { ArrivalsView } from '../../src/cards/arrivals.ts';
import type { ListView } from '../../src/cards/list.ts';
import type { OnItBy } from '../../src/cards/on-it.ts';
import { button } from '../../src/cards/buttons.ts';
import { ago, alert, alertId, now, reader } from './views.ts';

export const onItBy: OnItBy = {
  personName: 'Alex Wilber',
  since: ago(720),
  until: new Date(now.getTime() + 3_600_000),
};

export function listView(parts: Partial<ListView> = {}): ListView {
  return {
    ...{ finding: 'F', summary: 'S', facts: [], what: 'rows', hints: [], page: 1, buttons: [], reader },
    rows: [
      { title: 'T', details: ['D', ''], opens: button('Alert', 'alert', alertId) },
      { title: 'T', details: [], opens: undefined },
    ],
    ...parts,
  };
}

export function arrivalsView(parts: Partial<ArrivalsView> = {}): ArrivalsView {
  const arrivals = parts.arrivals ?? [{ alert: alert(), onIt: onItBy }];
  return {
    arrivals,
    all: arrivals.map(({ alert: { id, severity } }) => ({ id, severity })),
    unread: 0,
    ...{ incidentId: undefined, gap: undefined, subscribedBy: 'Alex Wilber', now },
    ...parts,
  };
}
