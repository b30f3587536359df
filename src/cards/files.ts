/** The files of one or several alerts, worst first, five at a time. */

import type { Alert, FileStats } from '../defender/model.ts';
import { actions, button, type Button } from './buttons.ts';
import template from './files.json' with { type: 'json' };
import { hasDetection, levelOf, outcome, traits, verdict, type FoundFile, type Level } from './finding.ts';
import { footer, type Reader } from './footer.ts';
import type { Portal } from './portal.ts';
import { render, type Card, type Model } from './render.ts';
import { nameText, shortName } from './text.ts';
import { age, count, joined } from './units.ts';

export const filesPerPage = 5;

export interface FilesView {
  /** As asked for, in this order. */
  readonly alertIds: readonly string[];
  /** Those that could be read. */
  readonly alerts: readonly Alert[];
  /** In our own words, one for each alert that could not be answered. */
  readonly failures: readonly { readonly alertId: string; readonly reason: string }[];
  /** Ranked and folded. */
  readonly files: readonly FoundFile[];
  /** Of the first file; `undefined`: not read. */
  readonly topStats: FileStats | undefined;
  /** What is missing and why, in our own words. */
  readonly notes: readonly string[];
  /** From 1; beyond the end is the last. */
  readonly page: number;
  readonly reader: Reader;
  readonly portal: Portal;
}

export function filesCard(view: FilesView): Card {
  const { files, alerts, alertIds, failures, reader } = view;
  const pages = Math.max(1, Math.ceil(files.length / filesPerPage));
  const page = Math.min(Math.max(1, view.page), pages);
  const first = (page - 1) * filesPerPage;
  const shown = files.slice(first, first + filesPerPage);
  const tally = tallyLine(files);
  const range = pages > 1 ? `files ${first + 1}-${first + shown.length} of ${files.length}` : undefined;
  return render(
    template,
    {
      finding: findingLine(view, nameText),
      tally,
      hasTally: tally !== '',
      alerts: alerts.map((alert) => ({ line: alertLine(alert, alertIds.length > 1, reader.now) })),
      failures: failures.map(({ alertId, reason }) => ({ line: `${alertId}: ${reason}` })),
      files: shown.map((file, index) => fileRow(file, { view, isTop: first + index === 0 })),
      notes: view.notes.map((text) => ({ text })),
      footer: joined([range, footer(reader)]),
      ...actions({
        primary: [...paging(view, page, pages), ...hashLists(view)],
        secondary: [button('Refresh', 'files', ...alertIds, 'page', String(page))],
        links: alertIds.length === 1 ? alertIds.map((id) => view.portal.alert(id)) : [],
      }),
    },
    findingLine(view, shortName),
  );
}

/** @param text - treats the foreign parts for where the line goes. */
function findingLine({ files, alertIds, failures }: FilesView, text: (name: string) => string): string {
  const [worst] = files;
  if (failures.length === alertIds.length) return `None of the ${alertIds.length} alerts could be read`;
  if (worst === undefined) return alertIds.length === 1 ? 'No files in this alert' : 'No files in these alerts';
  if (hasDetection(worst)) {
    const { determinationValue } = worst.file;
    const what = determinationValue === undefined ? levelWords[levelOf(worst)] : text(determinationValue);
    const parts = [what, outcome(worst, text)].filter((part) => part !== undefined && part !== '');
    return `${text(nameOf(worst))}: ${parts.join(', ')}`;
  }
  const open = files.filter((file) => levelOf(file) === 'none').length;
  return `${count(files.length, 'file')}, none known bad, ${open === 0 ? 'all clean' : `${open} without a verdict`}`;
}

const levelWords: Readonly<Record<Level, string>> = {
  malware: 'malware',
  named: 'named by Defender',
  unwanted: 'potentially unwanted',
  detected: '', // the outcome says it
  none: 'no verdict',
  clean: 'clean',
};

/** Style and colour say nothing that the words do not. Coloured text on a coloured ground is hard to read: one or the other. */
const looks: Readonly<Record<Level, { readonly style: string; readonly color: string }>> = {
  malware: { style: 'attention', color: 'Default' },
  named: { style: 'attention', color: 'Default' },
  unwanted: { style: 'warning', color: 'Default' },
  detected: { style: 'warning', color: 'Default' },
  none: { style: 'default', color: 'Default' },
  clean: { style: 'default', color: 'Good' },
};

function tallyLine(files: readonly FoundFile[]): string {
  const detected = files.filter(hasDetection).length;
  if (detected === 0 || files.length === 1) return '';
  return `${detected} of ${count(files.length, 'file')} ${detected === 1 ? 'has' : 'have'} a Defender detection`;
}

function alertLine(alert: Alert, withId: boolean, now: Date): string {
  const text = (value: string | undefined): string | undefined => (value === undefined ? undefined : nameText(value));
  return joined([
    withId ? text(alert.id) : undefined,
    text(alert.severity),
    text(alert.status),
    alert.assignedTo === undefined ? 'unassigned' : `assigned to ${nameText(alert.assignedTo)}`,
    text(alert.deviceName),
    alert.createdAt === undefined ? undefined : age(alert.createdAt, now),
  ]);
}

function fileRow(found: FoundFile, { view, isTop }: { readonly view: FilesView; readonly isTop: boolean }): Model {
  const level = levelOf(found);
  const place = joined([
    ...found.folders.slice(0, 2).map(nameText),
    view.alertIds.length > 1 ? `in ${found.alertIds.join(', ')}` : undefined,
  ]);
  const traitLine = traits(found, isTop ? view.topStats?.organizationPrevalence : undefined);
  const others = found.names.slice(1);
  const aliases =
    others.length === 0
      ? ''
      : `also seen as ${joined(others.slice(0, 3).map(nameText))}${others.length > 3 ? ` and ${others.length - 3} more` : ''}`;
  return {
    ...looks[level],
    name: nameText(nameOf(found)),
    place,
    hasPlace: place !== '',
    verdict: joined([verdict(found), outcome(found)]),
    traits: traitLine,
    hasTraits: traitLine !== '',
    aliases,
    hasAliases: aliases !== '',
    hashes: hashLines(found, isTop),
  };
}

/** The top file's in full; of the others the one that everything else is looked up by. */
function hashLines({ file: { sha256, sha1, md5 } }: FoundFile, isTop: boolean): readonly Model[] {
  const all = [
    { label: 'SHA-256', value: sha256 },
    { label: 'SHA-1', value: sha1 },
    { label: 'MD5', value: md5 },
  ].filter(({ value }) => value !== undefined);
  const lines = (isTop ? all : all.slice(0, 1)).map(({ label, value }) => ({ text: `${label} ${value ?? ''}` }));
  return lines.length === 0 ? [{ text: 'no hash known' }] : lines;
}

/** Defender's files have no names of their own: without evidence a hash has to do. */
function nameOf({ names, file }: FoundFile): string {
  return names[0] ?? `file ${(file.sha256 ?? file.sha1 ?? file.md5 ?? 'without a hash').slice(0, 12)}`;
}

function paging({ alertIds, files }: FilesView, page: number, pages: number): readonly (Button | undefined)[] {
  const left = files.length - page * filesPerPage;
  return [
    page < pages
      ? button(`Next ${Math.min(filesPerPage, left)}`, 'files', ...alertIds, 'page', String(page + 1))
      : undefined,
    page > 1 ? button(`Previous ${filesPerPage}`, 'files', ...alertIds, 'page', String(page - 1)) : undefined,
  ];
}

function hashLists({ alertIds, files }: FilesView): readonly (Button | undefined)[] {
  const [alertId] = alertIds;
  return alertIds.length === 1 && alertId !== undefined && files.length > 0
    ? [button('Hash list', 'hashes', alertId)]
    : [];
}
