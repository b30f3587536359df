/** A hash is whole, and can be selected as a whole. */

import { partsOf } from '../../support/card-read.ts';
import { isRecord } from '../../support/shape.ts';
import type { SeenCard } from '../measure.ts';

const hash = /(?<![0-9a-z])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})(?![0-9a-z])/g;
/** What is left of one that was cut. */
const cutHash = /(?<![0-9a-z])(?=[a-f]*\d)[0-9a-f]{12,63}…/;

export function hashes({ texts }: SeenCard, card: object): readonly string[] {
  const body: readonly unknown[] = 'body' in card && Array.isArray(card.body) ? card.body : [];
  const inSight = body.filter((item) => !(isRecord(item) && item['isVisible'] === false));
  const written = [...partsOf(inSight)].flatMap(({ type, text }) =>
    type === 'TextBlock' && typeof text === 'string' ? (text.replaceAll('\u200B', '').match(hash) ?? []) : [],
  );
  const selected = texts.map((text) => text.selected);
  return [
    ...written.filter((one) => !texts.some(({ text }) => text.includes(one))).map((one) => `is not whole: ${one}`),
    ...written.filter((one) => !selected.some((text) => text.includes(one))).map((one) => `can’t be selected: ${one}`),
    ...texts.filter(({ text }) => cutHash.test(text)).map(({ text }) => `has a cut hash: ${text.slice(0, 80)}`),
  ];
}
