/** Who is on an alert or an incident: a line, and below it a button, the same on all cards. Never Defender's own assignment. */

import { button, type Button } from './buttons.ts';
import type { Model } from './render.ts';
import { nameText, shortName } from './text.ts';
import { age, utcDate } from './units.ts';

export interface OnItBy {
  /** Display name. Foreign text. */
  readonly personName: string;
  readonly since: Date;
  readonly until: Date;
}

/** `Alex Wilber is on it since 14:03 UTC (12 min ago)`. Fit for a TextRun. @param what - our own words, such as `its incident 2451`. */
export function onItLine({ personName, since }: OnItBy, now: Date, what = 'it'): string {
  return `${nameText(personName)} is on ${what} since ${sinceWords(since, now)}`;
}

/** In the place of `onItLine` where the state does not say. */
export const onItUnread = 'Who is on it I cannot say now: my own database does not answer.';

/** `14:03 UTC (12 min ago)`. */
export function sinceWords(since: Date, now: Date): string {
  return `${minute(since, now)} (${age(since, now)})`;
}

/** The same for notifications. */
export function onItShort({ personName, since }: OnItBy, now: Date): string {
  return `${shortName(personName)} is on it since ${minute(since, now)}`;
}

/** A card has many readers: whoever is on it, or an admin, may be among them. @param words - of `on-it` and `release`. */
export function onItButton(onIt: OnItBy | undefined, ...words: readonly string[]): Button {
  return onIt === undefined ? button('I’m on it', 'on-it', ...words) : button('Release', 'release', ...words);
}

/** The same as a row of a template: it stands beside no other button, and takes no other's place. */
export function onItAction(onIt: OnItBy | undefined, ...words: readonly string[]): Model {
  return { ...onItButton(onIt, ...words) };
}

/** `14:03 UTC`, with its date where it is another day's. */
export function minute(time: Date, now: Date): string {
  const at = `${time.toISOString().slice(11, 16)} UTC`;
  return utcDate(time) === utcDate(now) ? at : `${utcDate(time)} ${at}`;
}

/** Who is on the alerts of a list, or on their incidents, by the alerts' ids. */
export type OnItRows = ReadonlyMap<string, { readonly personName: string; readonly of: 'alert' | 'incident' }>;

/** `Alex Wilber is on it`. Fit for a TextRun. `undefined`: nobody is, or nobody knows. */
export function onItRow(alertId: string, rows: OnItRows | undefined): string | undefined {
  const on = rows?.get(alertId);
  return on && `${nameText(on.personName)} is on ${on.of === 'alert' ? 'it' : 'its incident'}`;
}
