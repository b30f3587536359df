/** A card that Teams does not take because of its size, without what makes it large: what it found, and what it offers. */

import { actions, type Button, type Link } from './buttons.ts';
import { render, type Card, type CardContent } from './render.ts';
import template from './smaller.json' with { type: 'json' };
import { nameText } from './text.ts';

/** Ours, in UTF-16 units of JSON: less than half of what Teams takes. */
const maxButtonUnits = 16_384;

/** @param advice - how to see the rest. Our own words. */
export function smallerCard({ summary, content }: Card, advice: string): Card {
  const finding = nameText(summary);
  const offered = offers(content);
  const kept = JSON.stringify(offered).length <= maxButtonUnits ? offered : { submits: [], links: [] };
  const [first, ...others] = kept.submits;
  return render(
    template,
    { finding, advice, ...actions({ primary: [first], secondary: others, links: kept.links }) },
    finding,
  );
}

/** The root buttons that need nothing else of the card: each as it was, its revision included. */
function offers({ actions: from }: CardContent): {
  readonly submits: readonly Button[];
  readonly links: readonly Link[];
} {
  const all = Array.isArray(from) ? (from as readonly Action[]) : []; // of a card of ours
  return {
    submits: all.flatMap(({ type, title = '', data }) =>
      type === 'Action.Submit' && data !== undefined ? [{ title, data }] : [],
    ),
    links: all.flatMap(({ type, title = '', url }) =>
      type === 'Action.OpenUrl' && url !== undefined ? [{ title, url }] : [],
    ),
  };
}

interface Action extends Partial<Button>, Partial<Link> {
  readonly type: string;
}
