/** ISO 8601 with 0 to 7 fractional digits, as .NET writes it, in UTC also where no zone is said → Date, cut to ms. */

const pattern = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d)(?:\.(\d{0,9}))?(Z|[+-]\d\d:\d\d)?$/i;

export function timeOf(value: unknown): Date | undefined {
  const match = typeof value === 'string' ? pattern.exec(value) : null;
  if (match === null) return undefined;
  const [, day = '', clock = '', fraction = '', zone = 'Z'] = match;
  if (!isInCalendar(day)) return undefined;
  const time = new Date(`${day}${clock}.${fraction.slice(0, 3).padEnd(3, '0')}${zone.toUpperCase()}`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** What is read of the 31st of February would be a day in March. */
function isInCalendar(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}
