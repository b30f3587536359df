/** Indicators for cards. Defaults first. */

import type {
  IndicatorKind,
  PlacedIndicator,
  TranscriptIndicators,
} from '../../src/transcript/indicators/indicator.ts';
import type { IndicatorsView } from '../../src/cards/indicators.ts';
import { transcript } from './transcript-views.ts';
import { portal, reader, resultOf } from './views.ts';

export function indicator(kind: IndicatorKind, value: string, parts: Partial<PlacedIndicator> = {}): PlacedIndicator {
  return { kind, value, count: 1, firstLine: 7, mark: undefined, part: 'output', ...parts };
}

/** So many different ones. */
export function paths(n: number): readonly PlacedIndicator[] {
  return Array.from({ length: n }, (_, i) => indicator('path', `C:\\Temp\\${i}.dll`, { firstLine: i + 1 }));
}

export function foundIndicators(
  indicators: readonly PlacedIndicator[],
  cut: TranscriptIndicators['cut'] = [],
): TranscriptIndicators {
  return { indicators, cut };
}

export function indicatorsView(
  indicators: readonly PlacedIndicator[],
  parts: Partial<IndicatorsView> = {},
): IndicatorsView {
  return {
    of: resultOf(),
    transcript: transcript(),
    found: foundIndicators(indicators),
    page: 1,
    reader,
    portal,
    ...parts,
  };
}
