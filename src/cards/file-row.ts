/** One file as a row of the files card. */

import type { DefenderFile } from '../defender/model.ts';
import { levelOf, type FoundFile, type Level } from '../triage/found-file.ts';
import { button } from './buttons.ts';
import { outcome, traits, verdict } from './finding.ts';
import type { Model } from './render.ts';
import { rowTitle } from './row-title.ts';
import { nameText } from './text.ts';
import { count, joined, number } from './units.ts';

/** The ground of a row; it says nothing that the words do not. */
const styles: Readonly<Record<Level, string>> = {
  malware: 'attention',
  named: 'attention',
  unwanted: 'warning',
  detected: 'warning',
  none: 'default',
  clean: 'default',
};

/** Named on a row. */
const maxAlerts = 5;

export interface RowOptions {
  /** The first of all files is told of at length. */
  readonly isTop: boolean;
  /** Which alerts it is in goes without saying when there is but one. */
  readonly withAlerts: boolean;
  /** Devices of this tenant; `undefined`: not known. */
  readonly organizationPrevalence: number | undefined;
}

export function fileRow(found: FoundFile, { isTop, withAlerts, organizationPrevalence }: RowOptions): Model {
  const place = joined([...found.folders.slice(0, 2).map(nameText), withAlerts ? inAlerts(found.alertIds) : undefined]);
  const traitLine = traits(found, organizationPrevalence);
  const aliases = alsoSeenAs(found.names);
  const hash = found.file.sha256 ?? found.file.sha1;
  return {
    style: styles[levelOf(found)],
    name: nameText(nameOf(found)),
    place,
    hasPlace: place !== '',
    verdict: joined([verdict(found), outcome(found)]),
    traits: traitLine,
    hasTraits: traitLine !== '',
    aliases,
    hasAliases: aliases !== '',
    hashes: hashLines(found, isTop),
    otherHashes: isTop
      ? []
      : hashLinesOf(found.file)
          .slice(1)
          .map((text) => ({ text })),
    hasHash: hash !== undefined,
    actionTitle: rowTitle('File', nameText(nameOf(found))),
    data: hash === undefined ? '' : button('File', 'file', hash).data,
  };
}

function inAlerts(alertIds: readonly string[]): string {
  const left = alertIds.length - maxAlerts;
  return `in ${alertIds.slice(0, maxAlerts).join(', ')}${left > 0 ? ` and ${count(left, 'more alert')}` : ''}`;
}

/** Names behind the first. Treated; empty: there are none. */
export function alsoSeenAs(names: readonly string[]): string {
  const others = names.slice(1);
  if (others.length === 0) return '';
  const left = others.length - 3;
  return `also seen as ${joined(others.slice(0, 3).map(nameText))}${left > 0 ? ` and ${number(left)} more` : ''}`;
}

/** The top file's in full; of the others the one that everything else is looked up by. A wide card has room for the rest. */
function hashLines({ file }: FoundFile, isTop: boolean): readonly Model[] {
  const all = hashLinesOf(file);
  const lines = (isTop ? all : all.slice(0, 1)).map((text) => ({ text }));
  return lines.length === 0 ? [{ text: 'no hash known' }] : lines;
}

/** `SHA-256 470a…`, one of each kind that is known. */
export function hashLinesOf({ sha256, sha1, md5 }: DefenderFile): readonly string[] {
  return [
    ...(sha256 === undefined ? [] : [`SHA-256 ${sha256}`]),
    ...(sha1 === undefined ? [] : [`SHA-1 ${sha1}`]),
    ...(md5 === undefined ? [] : [`MD5 ${md5}`]),
  ];
}

/** Defender's files have no names of their own: without evidence a hash has to do. Foreign text. */
export function nameOf({ names, file }: FoundFile): string {
  const hash = file.sha256 ?? file.sha1 ?? file.md5;
  return names[0] ?? (hash === undefined ? 'file without a hash' : `file ${hash.slice(0, 12)}`);
}
