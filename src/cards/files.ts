/** The files of one or several alerts, worst first, five at a time. */

import type { Alert, FileStats } from '../defender/model.ts';
import { alertLine } from './alert-facts.ts';
import { actions, button, refresh, type Button } from './buttons.ts';
import template from './files.json' with { type: 'json' };
import { fileRow, nameOf } from './file-row.ts';
import { hasDetection, isWithoutVerdict, levelOf, type FoundFile, type Level } from '../triage/found-file.ts';
import { stopOf } from '../triage/incident.ts';
import { colorOfFiles } from './finding-color.ts';
import { outcome } from './finding.ts';
import { footer, type Reader } from './footer.ts';
import { notReadLines } from './not-read.ts';
import { fitting, pageOf, rangeWords, type Page } from './pages.ts';
import type { Portal } from './portal.ts';
import { render, type Card, type Model } from './render.ts';
import { nameText, shortName } from './text.ts';
import { count, joined, number } from './units.ts';

/** Of a page; fewer where names and paths are very long. */
const maxFiles = 5;
/** That a line tells of; the rest are a press away. */
const maxAlerts = 5;
/** JSON of a page's files at the most, in UTF-16 units: about half of what Teams takes. */
const maxFilesUnits = 22_000;
/** JSON around a row's own texts, a little more than measured. */
const rowUnits = 1_500;
/** JSON of the lines about alerts, and of those about alerts that could not be read. */
const maxLinesUnits = 4_000;

export interface FilesView {
  /** As asked for, in this order. */
  readonly alertIds: readonly string[];
  /** What was asked where that was not these ids: the words of the question. */
  readonly askedAs?: readonly string[];
  /** Those that could be read, the worst first. */
  readonly alerts: readonly Alert[];
  /** In our own words, one for each alert that could not be answered. */
  readonly failures: readonly { readonly alertId: string; readonly reason: string }[];
  /** Ranked and folded. */
  readonly files: readonly FoundFile[];
  /** False: Defender has more of them. */
  readonly isComplete: boolean;
  /** Of the first file; `undefined`: not read. */
  readonly topStats: Pick<FileStats, 'organizationPrevalence'> | undefined;
  /** What is missing and why, in our own words. */
  readonly notes: readonly string[];
  /** From 1; beyond the end is the last. */
  readonly page: number;
  readonly reader: Reader;
  readonly portal: Portal;
}

export function filesCard(view: FilesView): Card {
  const { files, alertIds, failures, reader } = view;
  const shown = pageFrom(view, view.page);
  const tally = tallyLine(view);
  return render(
    template,
    {
      finding: findingLine(view, nameText),
      color: colorOfFiles(files),
      tally,
      hasTally: tally !== '',
      alerts: alertLines(view).map((line) => ({ line })),
      failures: notReadLines(
        failures.map(({ alertId, reason }) => ({ id: alertId, reason })),
        'alert',
        maxLinesUnits,
      ).map((line) => ({ line })),
      files: shown.rows,
      notes: view.notes.map((text) => ({ text })),
      footer: joined([rangeWords('files', shown, files.length), footer(reader)]),
      ...actions({
        primary: [...paging(view, shown), ...hashLists(view)],
        secondary: [
          alertIds.length > 1 ? button('Alerts', 'alert', ...alertIds) : undefined,
          refresh('files', ...(view.askedAs ?? alertIds), 'page', String(shown.page)),
        ],
        links: alertIds.length === 1 ? alertIds.map((id) => view.portal.alert(id)) : [],
      }),
    },
    findingLine(view, shortName),
  );
}

function pageFrom(view: FilesView, wanted: number): Page<Model> {
  return pageOf(rowsOf(view), wanted, {
    maxRows: maxFiles,
    maxUnits: maxFilesUnits,
    unitsOf: (row) => JSON.stringify(row).length + rowUnits,
  });
}

function* rowsOf({ files, alertIds, topStats }: FilesView): Generator<Model, undefined> {
  for (const [index, file] of files.entries()) {
    const isTop = index === 0;
    const organizationPrevalence = isTop ? topStats?.organizationPrevalence : undefined;
    yield fileRow(file, { isTop, withAlerts: alertIds.length > 1, organizationPrevalence });
  }
  return undefined;
}

function alertLines({ alerts, alertIds, reader }: FilesView): readonly string[] {
  const worst = alerts.slice(0, maxAlerts).map((alert) => alertLine(alert, reader.now, { id: alertIds.length > 1 }));
  const { shown } = fitting(worst, maxLinesUnits);
  const left = alerts.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${count(left, 'more alert')}`] : [])];
}

/** @param text - treats the foreign parts for where the line goes. */
function findingLine({ files, isComplete, alertIds, failures }: FilesView, text: (name: string) => string): string {
  const [worst] = files;
  if (failures.length === alertIds.length) return `None of the ${alertIds.length} alerts could be read`;
  if (worst === undefined && !isComplete) return 'No file could be read';
  if (worst === undefined) return alertIds.length === 1 ? 'No files in this alert' : 'No files in these alerts';
  if (hasDetection(worst)) {
    const { determinationValue } = worst.file;
    const what = determinationValue === undefined ? levelWords[levelOf(worst)] : text(determinationValue);
    const parts = [what, outcome(worst, text)].filter((part) => part !== undefined && part !== '');
    return `${text(nameOf(worst))}: ${parts.join(', ')}${unstoppedWords(files)}`;
  }
  const open = files.filter((file) => isWithoutVerdict(file)).length;
  const odd = files.filter((file) => levelOf(file) === 'none').length - open;
  const parts = [
    open === 0 ? undefined : `${number(open)} without a verdict`,
    odd === 0 ? undefined : `${number(odd)} with a verdict unknown to this bot`,
  ].filter((part) => part !== undefined);
  return `${count(files.length, 'file')}${isComplete ? '' : ' read'}, none known bad, ${parts.length === 0 ? 'all clean' : parts.join(', ')}`;
}

/** What the first file's outcome leaves open. Where no evidence was read, nothing is known of any. */
function unstoppedWords(files: readonly FoundFile[]): string {
  const stops = files.filter(hasDetection).map(stopOf);
  const unstopped = stops.filter((stop) => stop !== 'stopped').length;
  const isKnown = stops.some((stop) => stop !== 'untold');
  return stops.length === 1 || unstopped === 0 || !isKnown
    ? ''
    : `; ${number(unstopped)} of ${number(stops.length)} without a reported block`;
}

const levelWords: Readonly<Record<Level, string>> = {
  malware: 'malware',
  named: 'named by Defender',
  unwanted: 'potentially unwanted',
  detected: '', // the outcome says it
  none: 'no verdict',
  clean: 'clean',
};

function tallyLine({ files, isComplete }: FilesView): string {
  const detected = files.filter(hasDetection).length;
  if (detected === 0 || files.length === 1) return '';
  return `${number(detected)} of ${count(files.length, 'file')}${isComplete ? '' : ' read'} ${detected === 1 ? 'has' : 'have'} a Defender detection`;
}

function paging(view: FilesView, { page, hasNext }: Page<Model>): readonly (Button | undefined)[] {
  const to = (word: string, wanted: number): Button => {
    const { rows } = pageFrom(view, wanted);
    return button(`${word} ${rows.length}`, 'files', ...(view.askedAs ?? view.alertIds), 'page', String(wanted));
  };
  return [hasNext ? to('Next', page + 1) : undefined, page > 1 ? to('Previous', page - 1) : undefined];
}

function hashLists({ alertIds, files }: FilesView): readonly (Button | undefined)[] {
  const [alertId] = alertIds;
  return alertIds.length === 1 && alertId !== undefined && files.length > 0
    ? [button('Hash list', 'hashes', alertId)]
    : [];
}
