/** A short list of the bot's own: a finding, rows that can be tapped, and what follows from it. */

import { actions, type Button } from './buttons.ts';
import { footer, type Reader } from './footer.ts';
import template from './list.json' with { type: 'json' };
import { pageOf, rangeWords, type Page } from './pages.ts';
import { render, type Card, type Model } from './render.ts';
import { rowTitle } from './row-title.ts';
import { joined } from './units.ts';

/** Of a page; fewer where titles are very long. */
const maxRows = 5;
/** JSON of a page's rows at the most, in UTF-16 units: about half of what Teams takes. */
const maxRowsUnits = 18_000;
/** JSON around a row's own texts, a little more than measured. */
const rowUnits = 700;

/** Texts are treated, and fit for TextRuns. */
export interface ListRow {
  readonly title: string;
  readonly details: readonly string[];
  readonly opens: Button | undefined;
}

export interface ListView {
  readonly finding: string;
  readonly summary: string;
  /** Treated. */
  readonly facts: readonly string[];
  readonly rows: readonly ListRow[];
  /** Of them, as in `alerts 6-10 of 12`. */
  readonly what: string;
  /** Our own words. */
  readonly hints: readonly string[];
  /** From 1; beyond the end is the last. */
  readonly page: number;
  /** The way to a page; `undefined`: there is one page only. */
  readonly turn?: ((title: string, page: number) => Button) | undefined;
  readonly buttons: readonly (Button | undefined)[];
  readonly reader: Reader;
}

export function listCard(view: ListView): Card {
  const { finding, summary, facts, rows, what, hints, turn, buttons, reader } = view;
  const shown = pageFrom(view, view.page);
  const { page, hasNext } = shown;
  const to = (word: string, wanted: number): Button | undefined =>
    turn?.(`${word} ${pageFrom(view, wanted).rows.length}`, wanted);
  const turns = [hasNext ? to('Next', page + 1) : undefined, page > 1 ? to('Previous', page - 1) : undefined];
  return render(
    template,
    {
      finding,
      facts: facts.map((text) => ({ text })),
      rows: shown.rows,
      hints: hints.map((text) => ({ text })),
      footer: joined([rangeWords(what, shown, rows.length), footer(reader)]),
      ...actions({ primary: [...turns, ...buttons].filter((one) => one !== undefined).slice(0, 3) }),
    },
    summary,
  );
}

function pageFrom({ rows }: ListView, wanted: number): Page<Model> {
  const unitsOf = (row: Model): number => JSON.stringify(row).length + rowUnits;
  return pageOf(rows.values().map(rowModel), wanted, { maxRows, maxUnits: maxRowsUnits, unitsOf });
}

function rowModel({ title, details, opens }: ListRow): Model {
  return {
    title,
    details: details.filter((text) => text !== '').map((text) => ({ text })),
    canOpen: opens !== undefined,
    actionTitle: opens === undefined ? '' : rowTitle(opens.title, title),
    data: opens?.data ?? '',
  };
}
