/** Distinct values, counted, within bounds. */

import type { Indicator, IndicatorKind, IndicatorReport } from './indicator.ts';
import { detached } from './remembered.ts';

/** Distinct values of a kind that are kept. */
const maxValues = 1_000;

export type Sighting = Pick<Indicator, 'kind' | 'value' | 'mark'>;

export interface Collection {
  readonly add: (sighting: Sighting, line: number) => void;
  readonly report: () => IndicatorReport;
}

const order: readonly IndicatorKind[] = [
  ...(['sha256', 'sha1', 'md5', 'ipv4', 'ipv6', 'domain', 'url', 'email'] as const),
  ...(['registryKey', 'path', 'cve'] as const),
];
/** Windows and its registry ignore letter case: the first way of writing stands for all. */
const foldsCase: readonly IndicatorKind[] = ['registryKey', 'path', 'email'];

export function createCollection(): Collection {
  const byKind = new Map(order.map((kind) => [kind, new Map<string, Indicator>()]));
  const cut = new Set<IndicatorKind>();
  return {
    add({ kind, value, mark }, line) {
      const known = byKind.get(kind);
      const key = foldedValue({ kind, value });
      const earlier = known?.get(key);
      if (earlier !== undefined) {
        const firstLine = Math.min(earlier.firstLine, line);
        known?.set(key, {
          ...earlier,
          firstLine,
          count: earlier.count + 1,
          mark: clearerMark(earlier.mark, mark),
        });
      } else if (known !== undefined && known.size < maxValues)
        known.set(detached(key), { kind, value: detached(value), count: 1, firstLine: line, mark });
      else cut.add(kind);
    },
    report: () => ({
      indicators: [...byKind.values()].flatMap((known) =>
        [...known.values()].sort((a, b) => a.firstLine - b.firstLine),
      ),
      cut: order.filter((kind) => cut.has(kind)),
    }),
  };
}

/** The same for all ways of writing one value. */
export function foldedValue({ kind, value }: Pick<Indicator, 'kind' | 'value'>): string {
  const folded = foldsCase.includes(kind) ? value.toLowerCase() : value;
  return kind === 'path' ? folded.replaceAll('/', '\\') : folded;
}

/** What is noise here, or may be a version, and is none there is none. */
export function clearerMark(one: Indicator['mark'], other: Indicator['mark']): Indicator['mark'] {
  return one === 'noise' || (one === 'version' && other !== 'noise') ? other : one;
}
