/** The indicators of compromise in an output, most telling first, each whole and made unclickable. */

import type { IndicatorKind, TranscriptIndicators } from '../transcript/indicators/indicator.ts';
import type { TranscriptFacts } from '../transcript/model.ts';
import { facts, position, problems, scriptOn, type ResultOf } from './action-facts.ts';
import { actions, button, type Button } from './buttons.ts';
import { evidenceLines } from './evidence-lines.ts';
import { footer, type Reader } from './footer.ts';
import { indicatorGroups, type IndicatorGroup } from './indicator-groups.ts';
import { indicatorRow, valueText, type IndicatorRow } from './indicator-row.ts';
import template from './indicators.json' with { type: 'json' };
import { pageOf, type Page } from './pages.ts';
import type { Portal } from './portal.ts';
import { render, type Card } from './render.ts';
import { nameText, shortName } from './text.ts';
import { count, joined, number } from './units.ts';

export interface IndicatorsView {
  readonly of: ResultOf;
  readonly transcript: TranscriptFacts;
  readonly found: TranscriptIndicators;
  /** From 1; beyond the end is the last. */
  readonly page: number;
  readonly reader: Reader;
  readonly portal: Portal;
}

/** Of a page: what a thumb gets through. Fewer where values are very long. */
const maxRows = 20;
/** JSON of a page's rows at the most, in UTF-16 units: under half of what Teams takes. */
const maxRowsUnits = 18_000;
/** JSON around a row's own texts and, for each, a heading of its own: a little more than measured. */
const rowUnits = 730;
/** Of what is not worth a look. */
const noiseExamples = 4;

interface Listed {
  readonly group: IndicatorGroup;
  readonly row: IndicatorRow;
}

export function indicatorsCard(view: IndicatorsView): Card {
  const { of, transcript, found, reader, portal } = view;
  const groups = indicatorGroups(found);
  const shown = pageOf(rowsOf(groups), view.page, {
    maxRows,
    maxUnits: maxRowsUnits,
    unitsOf: ({ row }) => JSON.stringify(row).length + rowUnits,
  });
  return render(
    template,
    {
      finding: finding(view, groups, nameText),
      facts: facts(of, reader.now).map((text) => ({ text })),
      problems: problems(of, reader.now).map((text) => ({ text })),
      groups: groups.flatMap((group) => {
        const rows = shown.rows.flatMap((listed) => (listed.group === group ? [listed.row] : []));
        return rows.length === 0 ? [] : [{ heading: headingOf(group), rows }];
      }),
      footers: [
        shown.hasNext ? '' : noiseLine(found),
        joined([rangeWords(shown, groups), position(of)]),
        footer(reader),
      ]
        .filter((text) => text !== '')
        .map((text) => ({ text })),
      evidence: evidenceLines({ transcript, isBroken: false }).map((text) => ({ text })),
      ...actions({ ...waysOn(of, shown), links: [portal.device(of.action?.machineId)], own: 2 }), // Evidence, Remove
    },
    finding(view, groups, shortName),
  );
}

function* rowsOf(groups: readonly IndicatorGroup[]): Generator<Listed, undefined> {
  for (const group of groups) for (const indicator of group.indicators) yield { group, row: indicatorRow(indicator) };
  return undefined;
}

function headingOf({ many, indicators, isCut }: IndicatorGroup): string {
  const name = many.charAt(0).toUpperCase() + many.slice(1);
  return isCut ? `${name}: the first ${number(indicators.length)}, there are more` : name;
}

/** `12 indicators in the output of minidump.ps1 on LAPTOP-042: 3 hashes, 2 domains`. @param text - treats the foreign parts. */
function finding(
  { of, transcript }: IndicatorsView,
  groups: readonly IndicatorGroup[],
  text: (name: string) => string,
): string {
  const where = `in the output of ${scriptOn(of, transcript, text)}`;
  const total = totalOf(groups);
  if (total === 0) return `No indicators ${where}`;
  const words = groups.map(({ indicators, isCut, one, many }) => atLeast(isCut) + count(indicators.length, one, many));
  return `${atLeast(groups.some(({ isCut }) => isCut))}${count(total, 'indicator')} ${where}: ${words.join(', ')}`;
}

function atLeast(isCut: boolean): string {
  return isCut ? 'at least ' : '';
}

function totalOf(groups: readonly IndicatorGroup[]): number {
  return groups.reduce((sum, { indicators }) => sum + indicators.length, 0);
}

function rangeWords({ rows, before, hasNext }: Page<Listed>, groups: readonly IndicatorGroup[]): string | undefined {
  if (before === 0 && !hasNext) return undefined;
  return `indicators ${number(before + 1)}-${number(before + rows.length)} of ${number(totalOf(groups))}`;
}

/** `not listed: 14 that are harmless or only look like indicators, such as microsoft[.]com`. */
function noiseLine({ indicators, cut }: TranscriptIndicators): string {
  const noise = indicators.filter(({ mark }) => mark === 'noise');
  if (noise.length === 0) return '';
  const isCut = noise.some(({ kind }) => cut.includes(kind));
  const examples = exampleKinds
    .flatMap((kind) => noise.filter((one) => one.kind === kind))
    .slice(0, noiseExamples)
    .map((one) => valueText(one, 'short'));
  const are = noise.length === 1 ? 'that is' : 'that are';
  const look = noise.length === 1 ? 'looks' : 'look';
  return `not listed: ${atLeast(isCut)}${number(noise.length)} ${are} harmless or only ${look} like indicators, such as ${examples.join(', ')}`;
}

/** What tells most in few letters comes first; of the others nothing is noise. */
const exampleKinds: readonly IndicatorKind[] = [
  ...(['domain', 'ipv4', 'ipv6', 'email', 'md5', 'sha1', 'sha256', 'url'] as const),
];

function waysOn(of: ResultOf, { page, hasNext }: Page<Listed>): { readonly primary: readonly (Button | undefined)[] } {
  const to = (title: string, ...words: readonly string[]): Button =>
    button(title, 'result', of.actionId, String(of.index), ...words);
  return {
    primary: [
      hasNext ? to('Next page', 'iocs', 'page', String(page + 1)) : undefined,
      page > 1 ? to('Previous page', 'iocs', 'page', String(page - 1)) : undefined,
      to('Output'),
    ],
  };
}
