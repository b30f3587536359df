/** A text in which each secret stands between « and », and what is to stand there instead. */
export interface Positive {
  readonly kind: string;
  readonly marked: string;
  readonly hasEnds: boolean;
}

/** By kind alone. */
export function positives(kind: string, ...marked: readonly string[]): readonly Positive[] {
  return marked.map((one) => ({ kind, marked: one, hasEnds: false }));
}

/** With the first and the last four characters. */
export function keys(kind: string, ...marked: readonly string[]): readonly Positive[] {
  return marked.map((one) => ({ kind, marked: one, hasEnds: true }));
}

export function textOf({ marked }: Positive): string {
  return marked.replaceAll(/[«»]/g, '');
}

export function secretsOf({ marked }: Positive): readonly string[] {
  return [...marked.matchAll(/«([^»]*)»/g)].map(([, secret = '']) => secret);
}

export function maskedOf({ marked, kind, hasEnds }: Positive): string {
  return marked.replaceAll(/«([^»]*)»/g, (_, secret: string) =>
    hasEnds ? `[${kind} ${secret.slice(0, 4)}…${secret.slice(-4)} masked]` : `[${kind} masked]`,
  );
}

/** Letters and digits that look made, always the same. */
export function made(length: number): string {
  return 'aB3dE6gH9kL2nP5rT8vX1yZ4cF7'.repeat(Math.ceil(length / 27)).slice(0, length);
}

export function hex(length: number): string {
  return '0a1b2c3d4e5f6789'.repeat(Math.ceil(length / 16)).slice(0, length);
}
