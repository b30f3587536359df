/** Seconds or an HTTP date → ms from `now`, never below 0; `undefined`: neither. Source: RFC 9110 section 10.2.3 */
export function retryAfterHeaderMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  // `Date.parse` takes much that is no HTTP date: these begin with a day's name.
  const date = /^[A-Za-z]{3,9},? /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
