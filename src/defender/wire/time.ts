/** ISO 8601 with 0 to 7 fractional digits, as .NET writes it, in UTC also where no zone is said → Date, cut to ms. */

const pattern = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{0,9}))?(Z|[+-]\d\d:\d\d)?$/i;

export function timeOf(value: unknown): Date | undefined {
  const match = typeof value === 'string' ? pattern.exec(value) : null;
  if (match === null) return undefined;
  const [, seconds = '', fraction = '', zone = 'Z'] = match;
  const time = new Date(`${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}${zone.toUpperCase()}`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
