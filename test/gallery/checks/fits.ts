/** Nothing overflows, and nothing is clipped. */

import type { SeenCard } from '../measure.ts';

/** Rounding of the browser's own. */
const tolerancePx = 0.5;

export function fits({ box, texts, controls, clipped }: SeenCard): readonly string[] {
  const isOutside = ({ left, right, bottom }: SeenCard['box']): boolean =>
    left < box.left - tolerancePx || right > box.right + tolerancePx || bottom > box.bottom + tolerancePx;
  return [
    ...texts.filter(({ lines }) => lines.some(isOutside)).map(({ text }) => `overflows: ${text.slice(0, 60)}`),
    ...controls.filter((control) => isOutside(control.box)).map(({ name }) => `overflows: button ${name}`),
    ...clipped.map((what) => `is clipped: ${what}`),
  ];
}
