/** One form in which an indicator is written. */

import type { IndicatorKind } from './indicator.ts';

export interface Form {
  readonly kind: IndicatorKind | 'hash' | 'dotted' | 'share';
  /** Text without any of them holds none. */
  readonly anchors: readonly string[];
  /** The group `before`, where there is one, is a part of the value that the match does not hold. */
  readonly pattern: RegExp;
}
