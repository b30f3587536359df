/** What is searched for: plain text in any letter case, or `/a pattern/` on an engine whose time is linear in the text. */

import { RE2JS } from 're2js';
import { PatternError } from './pattern-error.ts';

export type Pattern =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'regex'; readonly regex: RE2JS };

const limits = {
  maxChars: 200,
  /** Of the engine: each byte of text costs so many steps at the most. */
  maxSteps: 1_000,
} as const;

/** `/…/` with nothing after it is a pattern, anything else is text. Throws PatternError. */
export function readPattern(typed: string): Pattern {
  if (typed.length > limits.maxChars) throw new PatternError('tooLong', `Longer than ${limits.maxChars} characters`);
  const source = /^\/(.+)\/$/s.exec(typed)?.[1];
  if (source !== undefined) return { kind: 'regex', regex: compiled(source) };
  const text = typed.replace(/[\p{Cc}\p{Cs}]/gu, ''); // no line holds a line end, and a terminal sequence is looked past
  if (text === '') throw new PatternError('empty', 'There is nothing to search for');
  return { kind: 'text', text };
}

function compiled(source: string): RE2JS {
  const regex = parsed(source);
  if (regex.programSize() > limits.maxSteps) throw new PatternError('tooComplex', 'The pattern is too large');
  return regex;
}

function parsed(source: string): RE2JS {
  try {
    return RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
  } catch (cause) {
    const detail = Error.isError(cause) ? cause.message : undefined;
    throw new PatternError('invalid', 'The pattern cannot be read', { cause, ...(detail !== undefined && { detail }) });
  }
}
