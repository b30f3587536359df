/** What could not be read: each reason once, with all that it holds for. */

import { fitting } from './pages.ts';
import { count } from './units.ts';

export interface NotRead {
  /** A checked token, or cleaned as one. */
  readonly id: string;
  /** In our own words. */
  readonly reason: string;
}

/** @param what - names one of them. */
export function notReadLines(missing: readonly NotRead[], what: string, maxUnits: number): readonly string[] {
  const groups = [...Map.groupBy(missing, ({ reason }) => reason)];
  const lines = groups.map(([reason, of]) => {
    const ids = of.map(({ id }) => id).join(', ');
    return of.length === 1 ? `${ids}: ${reason}` : `${count(of.length, what)}: ${reason} ${ids}`;
  });
  const { shown } = fitting(lines, maxUnits);
  const left = groups.slice(shown.length).flatMap(([, of]) => of).length;
  return [...shown, ...(left > 0 ? [`and ${count(left, `more ${what}`)} that could not be read`] : [])];
}
