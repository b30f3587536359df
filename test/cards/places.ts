/** Where each text of a card stands, as `TextRun.text`. */
export function placesOf(card: unknown): readonly (readonly [place: string, text: string])[] {
  return [...places(card, '')];
}

function* places(value: unknown, place: string): Generator<readonly [place: string, text: string]> {
  if (typeof value === 'string') yield [place, value];
  else if (typeof value === 'object' && value !== null) {
    const type = 'type' in value && typeof value.type === 'string' ? value.type : '';
    for (const [key, inner] of Object.entries(value)) yield* places(inner, `${type}.${key}`);
  }
}
