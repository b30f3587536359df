/** Stands where evidence was shown: what it was, for whom, and who removed it. */

import { render, type Card } from './render.ts';
import { nameText } from './text.ts';
import template from './tombstone.json' with { type: 'json' };
import { count, utcDate, utcTime } from './units.ts';

export interface TombstoneView {
  /** `undefined`: that is not remembered any more. */
  readonly shown:
    | {
        /** Our own words and checked tokens. */
        readonly what: string;
        /** Display name. Foreign text. */
        readonly personName: string;
        readonly at: Date;
        /** Lower-case hex; empty: it was removed before all of it was read. */
        readonly sha256: string;
      }
    | undefined;
  readonly removal: Removal;
  readonly removedAt: Date;
}

export type Removal =
  /** Display name. Foreign text. */
  { readonly by: 'person'; readonly personName: string } | { readonly by: 'time'; readonly afterHours: number };

export function tombstoneCard({ shown, removal, removedAt }: TombstoneView): Card {
  const facts = [
    ...(shown === undefined ? [] : [`shown for ${nameText(shown.personName)}, ${moment(shown.at)}`]),
    `removed by ${removerOf(removal)}, ${moment(removedAt)}`,
  ];
  return render(
    template,
    {
      facts: facts.map((text) => ({ text })),
      sums: sums(shown?.sha256).map((text) => ({ text })),
    },
    `Removed: ${shown?.what ?? 'what a device gave'}`,
  );
}

function sums(sha256 = ''): readonly string[] {
  return sha256 === '' ? [] : [`SHA-256 ${sha256}`];
}

function removerOf(removal: Removal): string {
  return removal.by === 'person' ? nameText(removal.personName) : `itself after ${count(removal.afterHours, 'hour')}`;
}

/** With its date: a tombstone is read long after. */
function moment(time: Date): string {
  return `${utcDate(time)} ${utcTime(time)}`;
}
