/** What a person typed → words, forgiving what copying and phones add. */

import { decode } from 'html-entities';

export const maxTextChars = 2_000;

/** No-break and other odd spaces are spaces; commas and semicolons separate ids. What follows `grep` is one word, untouched. */
export function wordsIn(text: string): readonly string[] {
  const typed = decode(text);
  const search = searchIn.exec(typed);
  if (search === null) return cleanWords(typed);
  const [, sought = ''] = search;
  return [...cleanWords(typed.slice(0, search.index)), 'grep', ...(sought === '' ? [] : [sought])];
}

/** The word behind another one, and the rest of the message without the spaces around it. */
const searchIn = /(?<=\S[\s\p{Zs}]+)grep(?:[\s\p{Zs}]+([^]*?))?[\s\p{Zs}]*$/iu;

function cleanWords(text: string): readonly string[] {
  return piecesOf(text)
    .map(cleanWord)
    .filter((word) => word !== '');
}

function piecesOf(text: string): readonly string[] {
  return text
    .replace(/[\p{Cf}\u200B]/gu, '')
    .split(/[\s\p{Zs},;]+/u)
    .filter((piece) => piece !== '');
}

/** Whether something stands behind the first word of which none is left: quotes around nothing, an `ID:` before nothing. */
export function isPartlyEmpty(text: string): boolean {
  const typed = decode(text);
  const words = piecesOf(typed.slice(0, searchIn.exec(typed)?.index)).map(cleanWord);
  return words.lastIndexOf('') > words.findIndex((word) => word !== '');
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
