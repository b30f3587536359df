/** What was found in the output and in the errors of one transcript, each value once. */

import { clearerMark, foldedValue } from './collection.ts';
import type { Indicator, IndicatorReport, PlacedIndicator, TranscriptIndicators } from './indicator.ts';

export function merged(output: IndicatorReport, errors: IndicatorReport): TranscriptIndicators {
  const found = new Map<string, PlacedIndicator>();
  const add = (indicator: Indicator, part: PlacedIndicator['part']): void => {
    const key = `${indicator.kind} ${foldedValue(indicator)}`;
    const earlier = found.get(key);
    const { count, mark } = indicator;
    found.set(
      key,
      earlier === undefined
        ? { ...indicator, part }
        : { ...earlier, count: earlier.count + count, mark: clearerMark(earlier.mark, mark) },
    );
  };
  for (const indicator of output.indicators) add(indicator, 'output');
  for (const indicator of errors.indicators) add(indicator, 'errors');
  return { indicators: [...found.values()], cut: [...new Set([...output.cut, ...errors.cut])] };
}
