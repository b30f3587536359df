/** What a button sent → a command and its words, or nothing. Everything in it may be forged. */

import { searchField } from '../cards/render.ts';
import { maxTextChars } from './words.ts';

export interface Press {
  readonly command: string;
  /** Literal: neither cleaned nor split. What was filled in is the last of them. */
  readonly words: readonly string[];
  /** Which state of its card the button stood on; `undefined` on a card that was never stamped. */
  readonly revision: number | undefined;
  /** The answer goes to the presser's personal chat. */
  readonly isPersonal: boolean;
  /** Defender is asked, whatever is remembered. */
  readonly isFresh: boolean;
}

const maxCommandChars = 100;

/** A client sends a field that is empty, or leaves it out. */
function filledIn(value: unknown): readonly unknown[] {
  return value === undefined || value === '' ? [] : [value];
}

export function pressIn(value: unknown): Press | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(value));
  const [command, own, revision] = [fields.get('command'), fields.get('words'), fields.get('rev')];
  if (typeof command !== 'string' || command.length > maxCommandChars || !isWords(own)) return undefined;
  const words = [...own, ...filledIn(fields.get(searchField))];
  if (!isWords(words)) return undefined;
  if (revision !== undefined && !Number.isSafeInteger(revision)) return undefined;
  return {
    command,
    words,
    revision: typeof revision === 'number' ? revision : undefined,
    isPersonal: fields.get('personal') === true,
    isFresh: fields.get('fresh') === true,
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
