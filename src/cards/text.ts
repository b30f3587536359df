/**
 * All treatment of foreign text, by kind: names, sentences, output, short forms.
 *
 * A TextRun shows what it is given (no Markdown, no mentions, no links; of functions only those of date and time), so
 * what is left to treat is text that deceives the eye: control characters, bidirectional overrides, invisible
 * characters, look-alike spaces. They become visible stand-ins; nothing is dropped silently.
 */

import { maskText } from '../secrets/mask-text.ts';
import { number } from './units.ts';

/** Characters of a name or path that are shown, stand-ins included. */
const maxNameChars = 256;
const maxSentenceChars = 1_000;
/** Of a title: what it heads stands on the same screen of a phone. */
const maxTitleChars = 256;
/** Of an indicator: somebody looks it up, so that a part is not enough. */
const maxIndicatorChars = 2_000;
const maxShortChars = 80;
const zeroWidthSpace = '\u200B';
const noBreakSpace = '\u00A0';

/** Controls, formats (bidi among them), line separators, lone surrogates, private use, and what is ignorable by default. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]/gu;
/** Spaces that are not the space, and the blank of Braille that looks like one: in a name they pass for it. */
const oddSpace = /(?! )[\p{Zs}\u2800]/gu;

/** So many spaces that what follows them is out of sight: `invoice.pdf` and far to the right `.exe`. */
const gap = / {8,}/g;

/** More marks on one letter than any language puts there: they pile up over the lines around. */
const pile = /(\p{M}{4})(\p{M}+)/gu;

/** A file, path, device, person, publisher, script, tag: one line, cut with its length said. */
export function nameText(name: string): string {
  return inert(cut(name, maxNameChars, inSight));
}

/**
 * A process's command line, a script's arguments, a comment on an action: shown whole up to 1,000 characters, its secrets
 * masked.
 */
export function commandLineText(line: string): string {
  return withBreakPoints(cut(maskText(line).text, maxSentenceChars, inSight));
}

/** A description, a comment, an error of Defender: links, e-mail addresses and hosts are made unclickable, secrets masked. */
export function sentenceText(sentence: string): string {
  return saidText(sentence, maxSentenceChars);
}

/** The title of an alert: a sentence that is shorter. */
export function titleText(title: string): string {
  return saidText(title, maxTitleChars);
}

function saidText(sentence: string, maxChars: number): string {
  return inert(cut(maskText(sentence).text, maxChars, (text) => defang(inSight(text))));
}

/**
 * One line of script output. Indentation and runs of spaces survive every renderer; a run ends in a space that a line
 * may break at. A foreign space that is not the space is shown as one: output of other languages is full of them.
 */
export function outputText(line: string): string {
  if (plainLine.test(line)) return line;
  const visible = flat(line.replace(/\t/g, '    ').replace(oddSpace, noBreakSpace)).replace(unseen, standIn);
  const spaced = visible
    .replace(/^ +/, (spaces) => noBreakSpace.repeat(spaces.length))
    .replace(/ {2,}/g, (spaces) => `${noBreakSpace.repeat(spaces.length - 1)} `);
  return withBreakPoints(spaced);
}

/**
 * An indicator of compromise, whole up to 2,000 characters; as one of several on a line cut like a name. No dot of a host,
 * link, e-mail or IPv4 address is left that a client could make a link of; other kinds are as in the output.
 */
export function indicatorText(value: string, is: 'link' | 'host' | 'other', size: 'whole' | 'short'): string {
  const maxChars = size === 'whole' ? maxIndicatorChars : maxNameChars;
  return withBreakPoints(cut(value, maxChars, (text) => unlinked(inSight(text), is)));
}

function unlinked(text: string, is: 'link' | 'host' | 'other'): string {
  if (is === 'other') return text;
  return is === 'host' ? dotted(text) : defang(text);
}

/** Most lines of most outputs: short, ASCII, one space at a time. Nothing is to be done for them, and they are many. */
const plainLine = /^(?! )(?!.*(?: {2}|\{\{))[\x20-\x7E]{0,80}$/;

/** A name for sinks that a client may interpret (notifications, search, button titles): letters, digits, ` ._-`. */
export function shortName(name: string): string {
  const plain = name
    .replace(/[^\p{L}\p{N} ._-]+|\p{Default_Ignorable_Code_Point}+/gu, '-') // there are letters that nobody sees
    .trim();
  return plain.length <= maxShortChars ? plain : `${wholeChars(plain, maxShortChars)}…`;
}

const maxNotificationChars = 200;

/** The first line of a text for a notification, which a client may interpret: letters, digits and what a sentence needs. */
export function notificationText(text: string): string {
  const [first = ''] = text.split('\n', 1);
  const plain = first.replace(/[^\p{L}\p{N} ._\-:;,()…'’]+|\p{Default_Ignorable_Code_Point}+/gu, '-').trim();
  return plain.length <= maxNotificationChars ? plain : `${wholeChars(plain, maxNotificationChars)}…`;
}

/** For the eye only: what is searched and copied stays as it was. */
export function defang(text: string): string {
  return text
    .replace(/(h)(?:tt|xx)(ps?):\/\//gi, '$1xx$2://')
    .replace(/(?<!hxxps?):\/\//gi, '[:]//')
    .replace(/(?<=:\]?\/\/)[^\s/?#]+/g, dotted)
    .replace(/(?<![a-z0-9])(javascript|data|vbscript|file|mailto):(?=\S)/gi, '$1[:]')
    .replace(/@((?:[\p{L}\p{N}_-]+\.)+[\p{L}\p{N}_-]+)/gu, (_, host: string) => `@${dotted(host)}`)
    .replace(/(?<![a-z0-9])www\.([\p{L}\p{N}_.-]+)/giu, (_, host: string) => `www[.]${dotted(host)}`);
}

function inSight(text: string): string {
  return flat(text)
    .replace(gap, (spaces) => ` ⟨${spaces.length} spaces⟩ `)
    .replace(oddSpace, standIn)
    .replace(unseen, standIn);
}

/**
 * The one thing that clients work out in a text run, too: `{{DATE(…)}}` would show as another text.
 * Source: learn.microsoft.com/adaptive-cards/authoring-cards/text-features (datetime formatting)
 */
function inert(text: string): string {
  return text.replace(/\{\{(?=(?:DATE|TIME)\()/gi, `{${zeroWidthSpace}{`);
}

function flat(text: string): string {
  return text.replace(pile, (_, first: string, rest: string) => `${first}⟨${Array.from(rest).length} marks⟩`);
}

/** `U+0007` → `␇`, the rest by number: a reader sees that something is there, and what. */
function standIn(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

function dotted(host: string): string {
  return host.replace(/(?<!\[)\.(?!\])/g, '[.]');
}

/** Never more than `maxChars` treated characters and the words on how long it was: what is shown has a known size. */
function cut(text: string, maxChars: number, treat: (text: string) => string): string {
  const treated = treat(wholeChars(text, maxChars));
  if (text.length <= maxChars && treated.length <= maxChars) return treated;
  const shown = wholeChars(treated, maxChars).replace(/⟨(?:U(?:\+[\dA-F]{0,6})?)?$/, ''); // half a stand-in says nothing
  return `${shown}… (${number(text.length)} characters)`;
}

/** The first characters, never half of a surrogate pair. */
function wholeChars(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : text.slice(0, maxChars).replace(/[\uD800-\uDBFF]$/, '');
}

/** The text is treated: of all spaces only the space and our own break points let a line break. */
function withBreakPoints(text: string): string {
  return inert(text).replace(/[^ \u200B]{80}(?=[^ \u200B])/gu, (run) => run + zeroWidthSpace);
}
