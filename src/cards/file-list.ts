/** Several files that were asked for by their hashes, worst first, a page at a time. */

import { hasDetection, type FoundFile } from '../triage/found-file.ts';
import { actions, button, refresh, type Button } from './buttons.ts';
import { alsoSeenAs, hashLinesOf, nameOf } from './file-row.ts';
import { colorOfFiles } from './finding-color.ts';
import { traits, verdict } from './finding.ts';
import { footer, type Reader } from './footer.ts';
import { notReadLines } from './not-read.ts';
import { profileCard, section, type Row } from './profile.ts';
import type { Card } from './render.ts';
import { nameText } from './text.ts';
import { count, number } from './units.ts';

/** In UTF-16 units of JSON: of a page of files, whatever is known of each. */
const maxFilesUnits = 22_000;
/** The same of the lines about files that could not be read. */
const maxLinesUnits = 4_000;

export interface FileListView {
  /** As asked for, in this order. */
  readonly hashes: readonly string[];
  /** All that Defender knows, ranked. */
  readonly files: readonly FoundFile[];
  /** Those of this page, with their prevalence here. */
  readonly shown: readonly ShownFile[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** In our own words, one for each hash that could not be answered. */
  readonly failures: readonly { readonly hash: string; readonly reason: string }[];
  readonly notes: readonly string[];
  readonly reader: Reader;
}

export interface ShownFile {
  readonly found: FoundFile;
  /** Devices of this tenant; `undefined`: not known. */
  readonly organizationPrevalence: number | undefined;
}

export function fileListCard(view: FileListView): Card {
  const { hashes, files, shown, page, pages, failures, notes, reader } = view;
  const finding = findingOf(files);
  const to = (title: string, wanted: number): Button => button(title, 'file', ...hashes, 'page', String(wanted));
  return profileCard({
    finding,
    summary: finding,
    color: colorOfFiles(files),
    warnings: notReadLines(
      failures.map(({ hash, reason }) => ({ id: hash, reason })),
      'file',
      maxLinesUnits,
    ),
    facts: [],
    ids: [],
    sections:
      shown.length === 0
        ? []
        : [
            section(pages === 1 ? 'worst first' : `worst first, page ${page} of ${pages}`, shown.map(fileRow), {
              total: shown.length,
              maxUnits: maxFilesUnits,
            }),
          ],
    notes,
    footer: footer(reader),
    actions: actions({
      primary: [page < pages ? to('Next', page + 1) : undefined, page > 1 ? to('Previous', page - 1) : undefined],
      secondary: [refresh('file', ...hashes, 'page', String(page))],
    }),
  });
}

function findingOf(files: readonly FoundFile[]): string {
  const bad = files.filter(hasDetection).length;
  if (files.length === 0) return 'Defender knows none of these files';
  if (bad === 0) return `${count(files.length, 'file')}, none known bad`;
  return `${number(bad)} of ${count(files.length, 'file')} ${bad === 1 ? 'has' : 'have'} a Defender detection`;
}

function fileRow({ found, organizationPrevalence }: ShownFile): Row {
  const { file, names } = found;
  const hash = file.sha256 ?? file.sha1;
  return {
    title: nameText(nameOf(found)),
    lines: [verdict(found), traits(found, organizationPrevalence), alsoSeenAs(names)].filter((line) => line !== ''),
    ids: hashLinesOf(file).slice(0, 1),
    opens: hash === undefined ? undefined : button('File', 'file', hash),
  };
}
