/** A view of an output → what a card shows of it, and where its buttons go on. */

import { nameText } from '../cards/text.ts';
import type { Go, ShownOutput } from '../cards/transcript.ts';
import { count, number } from '../cards/units.ts';
import type { SpooledText } from '../transcript/spool/transcript.ts';
import { fromPosition, head, pageOf, tail, type Excerpt } from '../transcript/views/excerpt.ts';
import type { Grep, GrepPage } from '../transcript/views/grep.ts';
import { labelOf } from '../transcript/views/label.ts';
import type { Position } from '../transcript/views/row.ts';
import { overview } from './shown-overview.ts';
import { blocksOf, errors, fromTheStart, page, plain, rangeOf } from './shown-rows.ts';
import type { View } from './view.ts';

/** Throws PatternError, SpoolError, and the signal's reason. */
export async function shownOutput(
  text: SpooledText,
  view: View,
  { grep, signal }: { readonly grep: Grep; readonly signal: AbortSignal },
): Promise<ShownOutput> {
  switch (view.kind) {
    case 'overview':
      return overview(text);
    case 'page':
      return consecutive(await pageOf(text, view.page, { size: page }));
    case 'from':
      return consecutive(await fromPosition(text, view.from, { size: page }));
    case 'head':
      return consecutive(await head(text, view.lines, { size: page }));
    case 'tail':
      return consecutive(await tail(text, view.lines, { size: page }));
    case 'raw':
      return raw(await fromPosition(text, view.from ?? rawStart, { size: page, isRaw: true }));
    case 'errors':
      return errors(text, view.from);
    case 'indicators':
      throw new TypeError('Indicators are no part of an output');
    case 'grep':
      return matches(text, view, { grep, signal });
  }
}

/** Where a header would be. */
const rawStart: Position = { part: 'output', line: 0, piece: 1 };

function consecutive(excerpt: Excerpt): ShownOutput {
  return { ...plain(excerpt), ...ways(excerpt) };
}

function raw(excerpt: Excerpt): ShownOutput {
  const shown = plain(excerpt);
  return { ...shown, where: `raw, ${shown.where}`, isRaw: true, ...ways(excerpt, 'raw') };
}

/** From the first page there is a way back to what is worth seeing first. */
function ways({ next, previous }: Excerpt, ...view: readonly string[]): Pick<ShownOutput, 'next' | 'previous'> {
  const to = (title: string, place: Position): Go => ({ title, words: [...view, 'from', labelOf(place)] });
  return {
    next: next && to('Next page', next),
    previous: previous === undefined ? { title: 'Overview', words: [] } : to('Previous page', previous),
  };
}

async function matches(
  text: SpooledText,
  { text: typed, first }: Extract<View, { readonly kind: 'grep' }>,
  { grep, signal }: { readonly grep: Grep; readonly signal: AbortSignal },
): Promise<ShownOutput> {
  const found = await grep(text, { typed, first, size: page, signal });
  const to = (title: string, match: number | undefined): Go | undefined =>
    match === undefined ? undefined : { title, words: ['grep', typed, 'from', String(match)] };
  return {
    blocks: blocksOf(`search: ${nameText(typed)}`, found.rows),
    where: `${matchWords(found)}${found.isWhole ? '' : ' so far'}`,
    isRaw: false,
    isHeaderHidden: false,
    next: to('Next matches', found.next),
    previous: to('Earlier matches', found.previous) ?? fromTheStart,
  };
}

/** A line of one row is one match. */
function matchWords({ count: all, first, next }: GrepPage): string {
  if (all === 0) return 'no match';
  const last = next === undefined ? all : next - 1;
  if (first === 1 && last === all) return count(all, 'match', 'matches');
  return `${first === last ? 'match' : 'matches'} ${rangeOf(number(first), number(last))} of ${number(all)}`;
}
