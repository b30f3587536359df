/** What a button sent → a command and its words, or nothing. Everything in it may be forged. */

import { maxTextChars } from './words.ts';

export interface Press {
  readonly command: string;
  /** Literal: neither cleaned nor split. */
  readonly words: readonly string[];
  /** Which state of its card the button stood on; `undefined` on a card that was never stamped. */
  readonly revision: number | undefined;
  /** The answer goes to the presser's personal chat. */
  readonly isPersonal: boolean;
}

const maxCommandChars = 100;

export function pressIn(value: unknown): Press | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(value));
  const [command, words, revision] = [fields.get('command'), fields.get('words'), fields.get('rev')];
  if (typeof command !== 'string' || command.length > maxCommandChars || !isWords(words)) return undefined;
  if (revision !== undefined && !Number.isSafeInteger(revision)) return undefined;
  return {
    command,
    words,
    revision: typeof revision === 'number' ? revision : undefined,
    isPersonal: fields.get('personal') === true,
  };
}

/** As much as a person may type: a button repeats what was typed, to try it again or as it was meant. */
function isWords(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length <= maxTextChars &&
    value.every((word) => typeof word === 'string') &&
    value.join(' ').length <= maxTextChars
  );
}
