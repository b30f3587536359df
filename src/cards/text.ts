/**
 * All treatment of foreign text, by kind: names, sentences, output, short forms.
 *
 * A TextRun shows what it is given and nothing else (no Markdown, no mentions, no links), so what is left to treat is
 * text that deceives the eye: control characters, bidirectional overrides, invisible characters, look-alike spaces.
 * They become visible stand-ins; nothing is dropped silently.
 */

/** Characters of a name or path that are shown. */
const maxNameChars = 256;
const maxSentenceChars = 1_000;
const maxShortChars = 80;
const zeroWidthSpace = '\u200B';
const noBreakSpace = '\u00A0';

/** Controls, formats (bidi among them), line separators, lone surrogates, private use, and what is ignorable by default. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;
/** Spaces that are not the space: in a name they pass for one. */
const oddSpace = /(?! )\p{Zs}/gu;

/** A file, path, device, person, publisher, script, tag: one line, cut with its length said. */
export function nameText(name: string): string {
  return cut(name, maxNameChars).replace(oddSpace, standIn).replace(unseen, standIn);
}

/** A process's command line, a script's arguments, a comment on an action: shown whole up to 1,000 characters. */
export function commandLineText(line: string): string {
  return withBreakPoints(cut(line, maxSentenceChars).replace(unseen, standIn));
}

/** A title, a description, an error of Defender: links, e-mail addresses and hosts are made unclickable. */
export function sentenceText(sentence: string): string {
  return defang(cut(sentence, maxSentenceChars).replace(unseen, standIn));
}

/** One line of script output. Indentation and runs of spaces survive every renderer. */
export function outputText(line: string): string {
  const visible = line.replace(/\t/g, '    ').replace(unseen, standIn);
  return withBreakPoints(visible.replace(/^ +| {2,}/g, (spaces) => noBreakSpace.repeat(spaces.length)));
}

/** A name for sinks that a client may interpret (notifications, search, button titles): letters, digits, ` ._-`. */
export function shortName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N} ._-]+/gu, '-').trim();
  return plain.length <= maxShortChars ? plain : `${wholeChars(plain, maxShortChars)}…`;
}

/** For the eye only: what is searched and copied stays as it was. */
export function defang(text: string): string {
  return text
    .replace(
      /\b(h)tt(ps?):\/\/([^\s/?#]*)/gi,
      (_, h: string, ps: string, host: string) => `${h}xx${ps}://${dotted(host)}`,
    )
    .replace(
      /\b((?!hxxps?:)[a-z][a-z0-9+.-]{1,20}):\/\/([^\s/?#]*)/gi,
      (_, scheme: string, host: string) => `${scheme}[:]//${dotted(host)}`,
    )
    .replace(/\b(javascript|data|vbscript|file|mailto):/gi, '$1[:]')
    .replace(/@([\w-]+(?:\.[\w-]+)+)/g, (_, host: string) => `@${dotted(host)}`)
    .replace(/\bwww\.([\w.-]+)/gi, (_, host: string) => `www[.]${dotted(host)}`);
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

function cut(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : `${wholeChars(text, maxChars)}… (${text.length} characters)`;
}

/** The first characters, never half of a surrogate pair. */
function wholeChars(text: string, maxChars: number): string {
  return text.slice(0, maxChars).replace(/[\uD800-\uDBFF]$/, '');
}

function withBreakPoints(text: string): string {
  return text.replace(/[^\s\u200B\u00A0]{80}(?=[^\s\u200B\u00A0])/gu, (run) => run + zeroWidthSpace);
}
