import type { Card } from '../cards/render.ts';

/** Writes the card's revision into each of its buttons, so that a press tells which state of the card it was made on. */
export function stamped(card: Card, revision: number): Card {
  return { ...card, content: stamp(card.content, revision) as Card['content'] }; // same shape, one field more in each button
}

function stamp(value: unknown, revision: number): unknown {
  if (Array.isArray(value)) return value.map((inner) => stamp(inner, revision));
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, field]) => [key, stamp(field, revision)]));
  const { type, data } = inner;
  const isButton = type === 'Action.Submit' && typeof data === 'object' && data !== null;
  return isButton ? { ...inner, data: { ...data, rev: revision } } : inner;
}
