/** What a person typed → words, forgiving what copying and phones add. */

import { decode } from 'html-entities';

export const maxTextChars = 2_000;

/** No-break and other odd spaces are spaces; commas and semicolons separate ids. */
export function wordsIn(text: string): readonly string[] {
  return decode(text)
    .replace(/[\p{Cf}\u200B]/gu, '')
    .split(/[\s\p{Zs},;]+/u)
    .map(cleanWord)
    .filter((word) => word !== '');
}

/** Without quotes, ticks and brackets around it, an `ID:` before it and a full stop behind it; refanged. */
export function cleanWord(word: string): string {
  const opened = refanged(word).replace(/^["'`´‘’“”„«»<([{]+/u, '');
  return opened.replace(/^id["'`´’”»)\]}]*:["'`´‘’“”„«»<([{]*/i, '').replace(/["'`´‘’“”„«»>)\]}.,;:!?]+$/u, '');
}

/** `hxxps://security[.]microsoft(dot)com` → `https://security.microsoft.com`. */
function refanged(word: string): string {
  return word.replace(/^hxxp(s?)(?:\[:\]|:)/i, 'http$1:').replace(/\[\.\]|\(\.\)|\[dot\]|\(dot\)/gi, '.');
}
