/** How a value is written behind its name: in quotes, escaped quotes, or up to where it plainly ends. */

/** Beyond this the mask goes on to the next space or quote. */
const maxChars = 1_024;

/** A quote, comma or the like ends a value where something else begins behind it, and is a part of it otherwise. */
const unquoted = String.raw`(?!["'])(?<secret>(?:[^ \t\r\n"'<;,&|]|<(?!\/)|["'](?![,;:)\]}> \t]|$)|[;,&|](?![ \t]|$|["'{]|[\w .-]{1,30}[=:])){1,${maxChars}})`;

const furtherName = String.raw`[,;]? ["']?[\w.-]{1,30}["']? ?[=:]`;

/**
 * A value with spaces, unquoted, from a name at the start of a line up to the line's end. What plainly is something else
 * ends it: two spaces or a tab, a comment, a further name.
 */
export const phrase = String.raw`(?!["'])(?<secret>(?:[^ \t\r\n"'<;,&|]|<(?!\/)|["'](?![,;:)\]}> \t]|$)|[;,&|](?![ \t]|$|["'{]|[\w .-]{1,30}[=:])|[,;](?= [^ \t])(?!${furtherName})|(?!${furtherName}) (?![ \t(&|;,<>]|#[ \t]|$)){1,${maxChars}})`;

/** Behind an escaped quote a value ends at the next one; behind a plain one it may hold escaped and doubled ones. */
const quoted = String.raw`\\{1,3}"(?<secret>[^"\\\r\n]{1,${maxChars}})|\\{1,3}'(?<secret>[^'\\\r\n]{1,${maxChars}})|"(?<secret>(?:[^"\\\r\n]|\\[^\r\n]|""){1,${maxChars}})|'(?<secret>(?:[^'\r\n]|''){1,${maxChars}})`;

/** Pattern source with the group `secret`. */
export const value = `(?:${quoted}|${unquoted})`;

/** `=`, `:`, `=>`, `:=`, `==` behind a name that may end in a quote; not the `::` of a static member. */
export const assigned = String.raw`\\{0,3}["'\]]{0,2}[ \t]{0,40}(?::=|=>|={1,2}|:(?!:))[ \t]{0,40}`;

/** Words that stand where a value would: states, hints of a help text, the rest of a sentence. */
const words = new Set(
  `yes no true false null (null) none nil n/a required optional never always expired unknown enabled disabled set not
  empty blank change changed incorrect invalid wrong failed failure ok must will should may can cannot could is are was
  were has have had be been the a an and or for in of on to with from by please enter prompt hidden masked redacted
  removed undefined string specifies last your securestring plaintext text password passwd passphrase pass pwd secret token key value user
  username name your yourpassword mypassword example changeme minimum maximum length policy protected stored default file stdin access denied
  authentication authorization credentials saved found missing matches mismatch correct accepted rejected this that it
  if then else when where which get read-host get-credential typeof object int bool char* self args nothing`.split(
    /\s+/,
  ),
);

/** What stands for a value and is none: `<password>`, `****`, `$env:PASS`, `%PASS%`, `{{secret}}`, `get_password()`. */
const placeholders = [
  /^[*•.xX#_?-]{1,512}$|^(?:\xE2\x80\xA2|\xE2\x97\x8F|●){1,170}$/,
  /^[<[{(].{0,256}[>\]})][;,.]?$|^[<(]|^[[{]{1,3}$/s,
  /^[$@][({]/,
  /^\$\{?[A-Za-z_][\w:.]{0,128}(?:\[[^\]]{0,64}\])?\}?[)\]},;]{0,4}$/,
  /^%{1,2}\w{1,64}(?:%{1,2}|\)s)?[;,]?$/,
  /^[A-Za-z_][\w.]{0,128}\((?:.{0,256}\)|[^)]{0,64},?)[;,)]{0,3}$/s,
  /^(?:process\.env|os\.environ|os\.getenv|env|args|options|config|self|this|params|request)[.[]/,
  /^(?:Get|Read|New|ConvertTo|ConvertFrom|Import|Invoke|Unprotect|Join|Select)-[A-Z][A-Za-z]{2,40}$/,
  /^\[?System\.|^Microsoft\./,
  /^[ +,;)}\]]{1,4}(?:[ $&+]|$)/,
];

export function isPlaceholder(text: string): boolean {
  const bare = text.trim();
  const word = bare.replace(/[.,;:!?)\]}]{1,3}$/, '').toLowerCase();
  return bare === '' || words.has(word) || placeholders.some((placeholder) => placeholder.test(bare));
}

export function isNoPlaceholder(text: string): boolean {
  return !isPlaceholder(text);
}

/** A key as machines make them, and no word or number: letters and digits, long enough. */
export function looksMade(text: string): boolean {
  return text.length >= 8 && /[A-Za-z]/.test(text) && /\d/.test(text) && !isPlaceholder(text);
}

/** More than one word, and the first of them none that stands for a value. */
export function isPhrase(text: string): boolean {
  return text.includes(' ') && isNoPlaceholder(text.replace(/ .*/s, ''));
}

/** Behind the bare word `token`: not the identifiers and numbers of Windows' own tokens. */
export function isToken(text: string): boolean {
  return /^[\w.~+/=:-]+$/.test(text) && looksMade(text) && !tokenIds.test(text);
}

const tokenIds = /^(?:0x[\da-f]{1,16}|S-1-[\d-]{1,80}|[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})$/i;
