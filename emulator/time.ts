/** Times as the API writes them, and spans to count with. */

export const seconds = (count: number): number => count * 1000;
export const minutes = (count: number): number => seconds(count * 60);
export const hours = (count: number): number => minutes(count * 60);
export const days = (count: number): number => hours(count * 24);

/**
 * ISO 8601 in UTC with 0 to 7 fraction digits: Defender sends any number of them.
 * Source: learn.microsoft.com/defender-endpoint/api/alerts, whose examples show 1, 2 and 7.
 */
export function utc(ms: number, fractionDigits = 7): string {
  const [whole = '', fraction = ''] = new Date(ms).toISOString().slice(0, -1).split('.');
  const ticks = `${fraction}1352`.slice(0, fractionDigits);
  return ticks === '' ? `${whole}Z` : `${whole}.${ticks}Z`;
}
