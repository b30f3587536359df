/** One file: what Defender calls it, how common it is, where it was seen, and the alerts about it. */

import type { Alert, DefenderFile, FileStats, Listed, Machine } from '../defender/model.ts';
import type { FoundFile } from '../triage/found-file.ts';
import { actions, button, refresh, type Button } from './buttons.ts';
import { alsoSeenAs, hashLinesOf, nameOf } from './file-row.ts';
import { colorOfFiles } from './finding-color.ts';
import { traits, verdict } from './finding.ts';
import { footer, type Reader } from './footer.ts';
import { isFileHash } from './known-ids.ts';
import { machineRow } from './machine-words.ts';
import type { OperatorLinks } from './operator-links.ts';
import type { Portal } from './portal.ts';
import { profileCard, section, type Section } from './profile.ts';
import { alertsSection, openWords } from './related-alerts.ts';
import type { Card } from './render.ts';
import { nameText, shortName } from './text.ts';
import { count, joined, utcDate } from './units.ts';

export interface FileView {
  readonly file: DefenderFile;
  /** What could be read. */
  readonly stats: FileStats | undefined;
  readonly alerts: Listed<Alert> | undefined;
  readonly machines: Listed<Machine> | undefined;
  /** What is missing and why, in our own words. */
  readonly notes: readonly string[];
  readonly reader: Reader;
  readonly portal: Portal;
  readonly operatorLinks: OperatorLinks;
}

export function fileCard(view: FileView): Card {
  const { file, stats, reader, portal, operatorLinks, notes } = view;
  const { sha256, sha1, md5 } = file;
  const found = foundBy(file, stats);
  const hash = sha256 ?? sha1;
  return profileCard({
    finding: finding(view, nameText),
    summary: finding(view, shortName),
    color: colorOfFiles([found]),
    warnings: [],
    facts: facts(found, stats),
    ids: hashLinesOf(file),
    sections: [alertSection(view), deviceSection(view)].filter((one) => one !== undefined),
    notes,
    footer: footer(reader),
    actions: actions({
      secondary: [hash === undefined ? undefined : refresh('file', hash), huntingButton([sha1, sha256])],
      links: [portal.file(hash), ...operatorLinks('file', { sha256, sha1, md5 })],
    }),
  });
}

function huntingButton(hashes: readonly (string | undefined)[]): Button | undefined {
  const known = hashes.filter(isFileHash);
  return known.length === 0 ? undefined : button('Hunting query', 'kql', 'file', ...known);
}

/** A file that no alert was asked for: its names are those that Defender counts. */
export function foundBy(file: DefenderFile, stats: FileStats | undefined): FoundFile {
  return { file, names: stats?.topFileNames ?? [], folders: [], detectionStatuses: [], alertIds: [] };
}

/** The shortest that Defender's verdict can be said in. @param text - treats the foreign parts. */
export function verdictWords(found: FoundFile, text: (name: string) => string): string {
  const { determinationValue } = found.file;
  return determinationValue === undefined ? verdict(found, text) : text(determinationValue);
}

function finding({ file, stats, alerts, machines }: FileView, text: (name: string) => string): string {
  const found = foundBy(file, stats);
  const known = [
    verdictWords(found, text),
    alerts === undefined ? undefined : openWords(alerts),
    prevalenceWords(stats, machines),
  ];
  return `${text(nameOf(found))}: ${known.filter((part) => part !== undefined).join(', ')}`;
}

/** As Defender counts; without that, those that it lists, which may be fewer. */
function prevalenceWords(stats: FileStats | undefined, machines: Listed<Machine> | undefined): string | undefined {
  const devices = stats?.organizationPrevalence ?? (machines?.isComplete === true ? machines.items.length : undefined);
  return devices === undefined ? undefined : `on ${count(devices, 'device')} here`;
}

function facts(found: FoundFile, stats: FileStats | undefined): readonly string[] {
  const { fileType, productName, publisher, signer, issuer, globalLastObserved } = found.file;
  const isSignerSaid = found.file.isValidCertificate === true; // among the traits
  const said = (what: string, value: string | undefined): string | undefined =>
    value === undefined ? undefined : `${what} ${nameText(value)}`;
  return [
    verdict(found) === verdictWords(found, nameText) ? '' : verdict(found), // the finding says it in the same words
    traits(found),
    joined([
      seen('seen here from', stats?.organizationFirstSeen),
      seen('last seen here', stats?.organizationLastSeen),
      seen('last seen anywhere', globalLastObserved),
    ]),
    alsoSeenAs(found.names),
    joined([
      said('product', productName),
      said('publisher', publisher),
      isSignerSaid ? undefined : said('signer', signer),
      said('issuer', issuer),
      said('type', fileType),
    ]),
  ];
}

function seen(what: string, time: Date | undefined): string | undefined {
  return time === undefined ? undefined : `${what} ${utcDate(time)}`;
}

function alertSection({ alerts, reader }: FileView): Section | undefined {
  return alerts && alertsSection(alerts, { now: reader.now, withDevice: true });
}

function deviceSection({ machines, reader }: FileView): Section | undefined {
  if (machines === undefined) return undefined;
  const rows = machines.items
    .toSorted((one, other) => (other.lastSeen?.getTime() ?? 0) - (one.lastSeen?.getTime() ?? 0))
    .map((machine) => machineRow(machine, reader.now));
  const heading = rows.length === 0 ? 'Defender lists no device' : `Defender lists ${count(rows.length, 'device')}`;
  return section(heading, rows, { total: machines.isComplete ? rows.length : undefined });
}
