/** What a timeline is of: an alert, an incident, or nothing but the place. */

import type { Arg } from './arg.ts';
import { quoted, UsageError } from './errors.ts';
import { idIn, idInPortalUrl } from './id.ts';

export interface TimelineSubject {
  readonly kind: 'alert' | 'incident';
  readonly id: string;
}

/** An alert id, `incident` and its number, the number alone, the page of either, or nothing. */
export function timelineSubject(help: string): Arg<TimelineSubject | undefined> {
  return {
    label: '[alertId|incidentId]',
    help,
    wants: ['alert', 'incident'],
    take(words) {
      const [first, ...rest] = words;
      if (first === undefined || /^(text|page)$/i.test(first)) return { value: undefined, rest: words };
      if (first.toLowerCase() !== 'incident') return { value: subjectIn(first), rest };
      const [number = '', ...others] = rest;
      return { value: subjectIn(number === '' ? first : number), rest: others };
    },
  };
}

/** Of an alert id in a form that nobody knows nothing here can tell that it is one, and no secret that somebody pasted. */
function subjectIn(word: string): TimelineSubject {
  const found = idIn(word) ?? idInPortalUrl(word);
  if (found?.kind === 'alert' || found?.kind === 'incident') return { kind: found.kind, id: found.id };
  const digits = word.replace(/^#/, '');
  if (/^\d{1,15}$/.test(digits)) return { kind: 'incident', id: String(Number(digits)) };
  throw new UsageError(`${quoted(word)} is neither an alert nor an incident. Without one I show this thread or chat.`);
}

/** `text`, or nothing. */
export function asText(help: string): Arg<boolean> {
  return {
    label: '[text]',
    help,
    take(words) {
      const isAsked = words[0]?.toLowerCase() === 'text';
      return { value: isAsked, rest: isAsked ? words.slice(1) : words };
    },
  };
}
