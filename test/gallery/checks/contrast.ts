/** Each text stands out from its ground. */

import type { SeenCard } from '../measure.ts';

/** Of text that is large or bold. Teams’ own red on dark has no more. Source: w3.org/TR/WCAG22, 1.4.3 */
const leastRatio = 3;

type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

export function contrast({ texts }: SeenCard): readonly string[] {
  return texts.flatMap(({ text, color, grounds }) => {
    const ground = grounds.map(rgba).reduceRight<Rgba>((below, above) => over(above, below), [255, 255, 255, 1]);
    const [light, dark] = [luminance(over(rgba(color), ground)), luminance(ground)].sort((a, b) => b - a);
    const ratio = ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
    return ratio >= leastRatio ? [] : [`is hardly readable (${ratio.toFixed(1)} to 1): ${text.slice(0, 60)}`];
  });
}

/** Of a computed colour: `rgb(1, 2, 3)` or `rgba(1, 2, 3, 0.5)`. */
function rgba(computed: string): Rgba {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (computed.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue, alpha];
}

function over([red, green, blue, alpha]: Rgba, below: Rgba): Rgba {
  const mixed = (above: number, under: number): number => above * alpha + under * (1 - alpha);
  return [mixed(red, below[0]), mixed(green, below[1]), mixed(blue, below[2]), 1];
}

/** Source: w3.org/TR/WCAG22, relative luminance */
function luminance([red, green, blue]: Rgba): number {
  const linear = (channel: number): number =>
    channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
