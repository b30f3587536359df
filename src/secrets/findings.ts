/** What was masked: how much of which kind, and where. */

/** Lines of a kind are named up to this many; counted are all. */
const maxLines = 3;

export interface MaskedKind {
  /** Our own word for it. */
  readonly kind: string;
  readonly count: number;
  /** The first three that have one, from 1, in order. */
  readonly lines: readonly number[];
}

export interface SecretsFound {
  readonly masked: number;
  /** Most first. */
  readonly kinds: readonly MaskedKind[];
}

export interface Findings {
  readonly add: (kind: string, line: number) => void;
  readonly found: () => SecretsFound;
}

export function createFindings(): Findings {
  const kinds = new Map<string, MaskedKind>();
  return {
    add(kind, line) {
      const { count, lines } = kinds.get(kind) ?? { count: 0, lines: [] };
      const isNamed = lines.length === maxLines || lines.at(-1) === line;
      kinds.set(kind, { kind, count: count + 1, lines: isNamed ? lines : [...lines, line] });
    },
    found() {
      const all = [...kinds.values()];
      return {
        masked: all.reduce((sum, { count }) => sum + count, 0),
        kinds: all.sort((a, b) => b.count - a.count),
      };
    },
  };
}
