/** What was masked: how much of which kind, and where. */

/** Lines are named up to this many; counted are all. */
const maxLines = 200;

export interface SecretsFound {
  readonly masked: number;
  /** Most first. */
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  /** The first 200, from 1, in order. */
  readonly lines: readonly { readonly line: number; readonly kind: string }[];
}

export interface Findings {
  readonly add: (kind: string, line: number) => void;
  readonly found: () => SecretsFound;
}

export function createFindings(): Findings {
  const counts = new Map<string, number>();
  const lines: { readonly line: number; readonly kind: string }[] = [];
  return {
    add(kind, line) {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      if (lines.length < maxLines) lines.push({ line, kind });
    },
    found: () => ({
      masked: [...counts.values()].reduce((sum, count) => sum + count, 0),
      kinds: [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count),
      lines: [...lines],
    }),
  };
}
