/** How often an action is asked for: often while it is young, because most end within minutes; an offline device may take hours. */

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** Ours: up to an age, so often. All in ms. */
const steps: readonly { readonly ageMs: number; readonly everyMs: number }[] = [
  { ageMs: minuteMs, everyMs: 5 * secondMs },
  { ageMs: 5 * minuteMs, everyMs: 10 * secondMs },
  { ageMs: 15 * minuteMs, everyMs: 30 * secondMs },
  { ageMs: hourMs, everyMs: minuteMs },
  { ageMs: 6 * hourMs, everyMs: 2 * minuteMs },
];
const longestMs = 5 * minuteMs;

/** After a look that failed so often in a row. */
const backoff = { firstMs: 10 * secondMs, longestMs } as const;

/** Until the next look. @param failures - looks in a row that failed. */
export function intervalMs({ ageMs, failures }: { readonly ageMs: number; readonly failures: number }): number {
  const usual = steps.find((step) => ageMs < step.ageMs)?.everyMs ?? longestMs;
  if (failures === 0) return usual;
  return Math.max(usual, Math.min(backoff.longestMs, backoff.firstMs * 2 ** (failures - 1)));
}
