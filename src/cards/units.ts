/** Numbers, sizes, times and ages, as every card writes them. */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** `1 file`, `2 files`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** With a comma at the thousands, whatever the machine's language. */
export function number(n: number): string {
  return n.toLocaleString('en-US');
}

/** Three significant places at the most: `512 B`, `9.8 KB`, `723 KB`, `1.2 MB`. 1 KB = 1,024 bytes. */
export function size(bytes: number): string {
  let value = bytes;
  let unit = 0;
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  while (Math.round(value) >= 1000 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit > 0 && value < 9.95 ? value.toFixed(1) : String(Math.round(value))} ${units[unit] ?? ''}`;
}

export function exactSize(bytes: number): string {
  return bytes < 1000 ? count(bytes, 'byte') : `${number(bytes)} bytes (${size(bytes)})`;
}

/** `14:03:22 UTC`. */
export function utcTime(time: Date): string {
  return `${time.toISOString().slice(11, 19)} UTC`;
}

/** `2015-11-01`, in UTC. */
export function utcDate(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** The time alone within a day, with the date beyond: in the future too, where a clock is wrong. */
export function utcMoment(time: Date, now: Date): string {
  return Math.abs(now.getTime() - time.getTime()) < dayMs ? utcTime(time) : `${utcDate(time)} ${utcTime(time)}`;
}

/** `just now`, `5 min ago`, `2 h ago`, `3 days ago`. A time ahead of us (clocks differ) is `just now`. */
export function age(time: Date, now: Date): string {
  const ms = now.getTime() - time.getTime();
  if (ms < minuteMs) return 'just now';
  return `${duration(ms)} ago`;
}

/** Beyond two months the days are not counted any more: `2021-01-26`. */
export function ageOrDate(time: Date, now: Date): string {
  return now.getTime() - time.getTime() > 60 * dayMs ? utcDate(time) : age(time, now);
}

/** The largest unit only: `12 s`, `5 min`, `2 h`, `3 days`. */
export function duration(ms: number): string {
  if (ms < minuteMs) return `${Math.max(0, Math.floor(ms / 1000))} s`;
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min`;
  if (ms < 2 * dayMs) return `${Math.floor(ms / hourMs)} h`;
  return `${number(Math.floor(ms / dayMs))} days`;
}

/** Parts that are there, with the separator of all our lines. */
export function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}
