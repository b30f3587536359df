/** Incidents as arguments: by number, or by their page in the portal. */

import { alertIds, type Arg } from './arg.ts';
import { quoted, UsageError } from './errors.ts';
import { idInPortalUrl } from './id.ts';

export function incidentId(help: string): Arg<number> {
  return {
    label: '<incidentId>',
    help,
    wants: ['incident'],
    recalls: { incident: (id) => [id] },
    take([word, ...rest]) {
      if (word === undefined) throw new UsageError(`Which incident? ${where}`);
      const id = numberIn(word);
      if (id === undefined) throw new UsageError(`${quoted(word)} is not an incident. ${where}`);
      return { value: id, rest };
    },
  };
}

export type AlertsOrIncident = { readonly alertIds: readonly string[] } | { readonly incidentId: number };

/** Alert ids, or `incident` and its number, or the page of one. */
export function alertsOrIncident({
  most,
  help,
}: {
  readonly most: number;
  readonly help: string;
}): Arg<AlertsOrIncident> {
  const alerts = alertIds({ most, help });
  return {
    label: `${alerts.label}|incident <id>`,
    help,
    wants: ['alert', 'incident'],
    recalls: { ...alerts.recalls, incident: (id) => ['incident', id] },
    take(words) {
      const [word = '', ...others] = words;
      const isNamed = word.toLowerCase() === 'incident';
      if (isNamed || idInPortalUrl(word)?.kind === 'incident') {
        const { value, rest } = incidentId('').take(isNamed ? others : words);
        return { value: { incidentId: value }, rest };
      }
      const { value, rest } = alerts.take(words);
      return { value: { alertIds: value }, rest };
    },
  };
}

const where =
  'Incidents have numbers like 2451; their page in the Defender portal shows it, and its address works too.';

/** Larger numbers are none that JavaScript can hold. */
function numberIn(word: string): number | undefined {
  const found = idInPortalUrl(word);
  const digits = found?.kind === 'incident' ? found.id : word.replace(/^#/, '');
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}
