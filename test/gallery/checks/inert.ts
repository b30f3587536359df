/** No link, image, mention or Markdown: foreign text stays text, and our own words need none. */

import type { SeenCard } from '../measure.ts';

export function inert({ markup }: SeenCard, card: object): readonly string[] {
  const teams = 'msteams' in card ? card.msteams : undefined;
  return [
    ...[...new Set(markup)].map((tag) => `draws a ${tag}`),
    ...(typeof teams === 'object' && teams !== null && 'entities' in teams ? ['mentions somebody'] : []),
  ];
}
