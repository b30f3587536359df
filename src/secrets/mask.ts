/** What stands in place of a secret. */

import { rules } from './rules/rules.ts';

/** A shorter key would be given away by its ends. */
const minCharsWithEnds = 20;
const endChars = 4;
/** Printable ASCII, and nothing that a mask is made of. */
const plainEnd = /^[!-Z^-~]{4}$/;

/** `[AWS access key AKIA…WXYZ masked]`, `[password masked]`. */
export function maskOf(kind: string, secret: string, shown: 'ends' | 'nothing'): string {
  const [first, last] = [secret.slice(0, endChars), secret.slice(-endChars)];
  const hasEnds = shown === 'ends' && secret.length >= minCharsWithEnds && plainEnd.test(first) && plainEnd.test(last);
  return hasEnds ? `[${kind} ${first}…${last} masked]` : `[${kind} masked]`;
}

const kinds = [...new Set(rules.map(({ kind }) => kind))];

/** A mask where one may stand, in text that has one character for each byte of UTF-8. */
export function masksIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  if (!text.includes(' masked]')) return [];
  return [...text.matchAll(anyMask)].map(({ index, 0: mask }) => ({ start: index, end: index + mask.length }));
}

const anyMask = new RegExp(`\\[(?:${kinds.join('|')}) (?:[!-Z^-~]{4}\\xE2\\x80\\xA6[!-Z^-~]{4} )?masked\\]`, 'g');
