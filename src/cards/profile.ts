/** One thing, or a list of things: the finding, facts, ids to copy, and sections of rows that open what they name. */

import type { Actions, Button } from './buttons.ts';
import type { FindingColor } from './finding-color.ts';
import { pageOf } from './pages.ts';
import template from './profile.json' with { type: 'json' };
import { render, type Card, type Model } from './render.ts';
import { rowTitle } from './row-title.ts';
import { count } from './units.ts';

/** All texts are treated for a TextRun. */
export interface Profile {
  readonly finding: string;
  /** The finding again, for where a client may interpret it. */
  readonly summary: string;
  readonly color?: FindingColor;
  /** What must not be missed. */
  readonly warnings: readonly string[];
  readonly facts: readonly string[];
  /** Checked hex with its kind before it. */
  readonly ids: readonly string[];
  readonly sections: readonly Section[];
  readonly notes: readonly string[];
  readonly footer: string;
  readonly actions: Actions;
}

export interface Section {
  readonly heading: string;
  /** Those that are shown. */
  readonly rows: readonly Row[];
  /** Below the rows; empty: nothing to add. */
  readonly remark: string;
}

export interface Row {
  readonly title: string;
  readonly lines: readonly string[];
  /** Checked hex with its kind before it. */
  readonly ids?: readonly string[];
  readonly opens: Button | undefined;
}

/** In UTF-16 units of JSON: three sections, the facts and the rest of a card are within what Teams takes. */
const sizes = {
  overviewRows: 5,
  sectionUnits: 7_500,
  /** JSON around a row's own texts, a little more than measured. */
  rowUnits: 900,
  /** JSON around a line's own text, and around an id's. */
  lineUnits: 180,
} as const;

export function profileCard({ finding, summary, color = 'Default', footer, ...rest }: Profile): Card {
  return render(
    template,
    {
      finding,
      color,
      footer,
      warnings: texts(rest.warnings),
      facts: texts(rest.facts),
      ids: texts(rest.ids),
      sections: rest.sections.map((section) => ({
        heading: section.heading,
        rows: section.rows.map(rowModel),
        remark: section.remark,
        hasRemark: section.remark !== '',
      })),
      notes: texts(rest.notes),
      ...rest.actions,
    },
    summary,
  );
}

/**
 * The first rows, as many as there is room for, and how many are not shown.
 * @param total - of all; `undefined`: these and perhaps more.
 */
export function section(
  heading: string,
  rows: readonly Row[],
  { total, maxRows = sizes.overviewRows, maxUnits = sizes.sectionUnits }: SectionOptions,
): Section {
  const shown = pageOf(rows.values(), 1, { maxRows, maxUnits, unitsOf }).rows;
  const left = (total ?? rows.length) - shown.length;
  if (left > 0) return { heading, rows: shown, remark: total === undefined ? `${more(left)} or more` : more(left) };
  return { heading, rows: shown, remark: total === undefined ? 'there may be more' : '' };
}

interface SectionOptions {
  readonly total: number | undefined;
  readonly maxRows?: number;
  readonly maxUnits?: number;
}

function more(left: number): string {
  return `and ${count(left, 'more', 'more')}`;
}

function unitsOf(row: Row): number {
  return JSON.stringify(row).length + sizes.rowUnits + (row.lines.length + (row.ids?.length ?? 0)) * sizes.lineUnits;
}

function rowModel({ title, lines, ids = [], opens }: Row): Model {
  return {
    title,
    lines: texts(lines),
    ids: texts(ids),
    isOpen: opens !== undefined,
    actionTitle: opens === undefined ? '' : rowTitle(opens.title, title),
    data: opens?.data ?? '',
  };
}

function texts(lines: readonly string[]): readonly Model[] {
  return lines.filter((line) => line !== '').map((text) => ({ text }));
}
