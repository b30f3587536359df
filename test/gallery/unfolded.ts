/** A card with all that its buttons unfold. */

import type { CardContent } from '../../src/cards/render.ts';
import { isRecord } from '../support/shape.ts';

/** `undefined`: it has nothing folded. What a button shows stands at the end. */
export function unfolded(content: CardContent): CardContent | undefined {
  const body = listOf(content['body']);
  const inBody = body.filter(isRecord).flatMap(({ actions }) => listOf(actions));
  const cards = [...inBody, ...listOf(content['actions'])]
    .filter(isRecord)
    .map(({ card }) => card)
    .filter(isRecord);
  const isFolded = (item: unknown): boolean => isRecord(item) && item['isVisible'] === false;
  if (!body.some(isFolded) && cards.length === 0) return undefined;
  const shown = body.map((item) => (isRecord(item) && isFolded(item) ? { ...item, isVisible: true } : item));
  const forms = cards.map((card) => ({
    type: 'Container',
    style: 'emphasis',
    items: [...listOf(card['body']), { type: 'ActionSet', actions: listOf(card['actions']) }],
  }));
  return { ...content, body: [...shown, ...forms] };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
