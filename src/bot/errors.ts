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
