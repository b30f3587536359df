import type { SubmitData } from '../cards/render.ts';

/** The user's words make no sense. The message is shown to the user: our own words, and what was typed in quotes. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** What was probably meant, as a button. */
  readonly suggestion: { readonly title: string; readonly data: SubmitData } | undefined;

  constructor(message: string, suggestion?: { readonly title: string; readonly data: SubmitData }) {
    super(message);
    this.suggestion = suggestion;
  }
}

const maxQuotedChars = 60;

/** What was typed, short enough that the sentence around it is read to its end. */
export function quoted(word: string): string {
  if (word.length <= maxQuotedChars) return `“${word}”`;
  return `“${word.slice(0, maxQuotedChars).replace(/[\uD800-\uDBFF]$/, '')}…”`; // never half of a surrogate pair
}
