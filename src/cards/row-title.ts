/** What a row is called where it is not seen but heard, or listed beside others: by what it opens, and by its own name. */

import { shortName } from './text.ts';

/** `File kms.exe`; a title that begins with the word has it once. @param title - of the row, treated. */
export function rowTitle(opens: string, title: string): string {
  const name = shortName(title).replace(/(?<=^|\s)-+\s*|-+(?=\s|$)/g, ''); // what is left of punctuation
  return `${name} `.toLowerCase().startsWith(`${opens} `.toLowerCase()) ? name : `${opens} ${name || '-'}`;
}

/** The rows of a card that are called the same, told apart by number: `Alert Sign-in`, `Alert Sign-in (2)`. */
export function withTitlesApart(content: unknown): unknown {
  const seen = new Map<string, number>();
  const apart = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(apart);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, key === 'selectAction' ? named(inner, seen) : apart(inner)]),
    );
  };
  return apart(content);
}

function named(action: unknown, seen: Map<string, number>): unknown {
  if (typeof action !== 'object' || action === null || !('title' in action) || typeof action.title !== 'string')
    return action;
  const times = (seen.get(action.title) ?? 0) + 1;
  seen.set(action.title, times);
  return times === 1 ? action : { ...action, title: `${action.title} (${times})` };
}
