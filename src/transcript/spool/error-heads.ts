/** Lines that say by their beginning that something failed: precise rather than eager, since they are counted. */

import { shownBytes } from '../../terminal-sequences.ts';

/** `block` and its `row`s are what PowerShell 7 prints of a script: `Line |`, the code and the message behind bars. */
export type HeadKind = 'position' | 'category' | 'id' | 'block' | 'row' | 'single';

interface Head {
  /** The first two bytes of every line that fits: they are looked at first, and for most lines nothing else is. */
  readonly starts: readonly string[];
  readonly kind: HeadKind;
  readonly pattern: RegExp;
}

/**
 * Of a PowerShell error record, as Windows PowerShell prints it. Its words are translated, but for those of the last two.
 * Source: learn.microsoft.com/powershell/scripting/learn/deep-dives/everything-about-exceptions, about_Automatic_Variables
 */
const record: readonly Head[] = [
  { starts: ['At'], kind: 'position', pattern: /^At (?:line|\S.{0,300}):\d+ char:\d+\s*$/ },
  { starts: ['  '], kind: 'category', pattern: /^ {4}\+ CategoryInfo {10}: / },
  { starts: ['  '], kind: 'id', pattern: /^ {4}\+ FullyQualifiedErrorId : / },
];

/** Source: learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_preference_variables ($ErrorView) */
const concise: readonly Head[] = [
  { starts: ['Li'], kind: 'block', pattern: /^Line \|\s*$/ },
  { starts: [], kind: 'row', pattern: /^[ \d]{4} \|(?: |$)/ }, // told by its bar
];

/**
 * Source: learn.microsoft.com/windows-server/administration/windows-commands (reg, taskkill: `ERROR: `), `net helpmsg`,
 * sc.exe; git-scm.com (`error: `, `fatal: `); .NET, Java and Python on exceptions that nobody caught.
 */
const singles: readonly Head[] = [
  { starts: ['ER', 'Er', 'er'], kind: 'single', pattern: /^(?:ERROR|Error|error): \S/ },
  { starts: ['FA', 'Fa', 'fa'], kind: 'single', pattern: /^(?:FATAL|Fatal|fatal): \S/ },
  { starts: ['[E', '[F'], kind: 'single', pattern: /^\[(?:ERROR|FATAL)\] \S/ },
  { starts: ['[S'], kind: 'single', pattern: /^\[SC\] \w{1,40} FAILED \d+:/ },
  { starts: ['Sy'], kind: 'single', pattern: /^System error \d+ has occurred\./ },
  { starts: ['Un'], kind: 'single', pattern: /^Unhandled [Ee]xception[.:]/ },
  { starts: ['Tr'], kind: 'single', pattern: /^Traceback \(most recent call last\):/ },
  { starts: ['Ex'], kind: 'single', pattern: /^Exception (?:calling "\w|in thread "|: )/ },
  {
    starts: ['Sy', 'Mi', 'ja', 'or'],
    kind: 'single',
    pattern: /^(?:System|Microsoft|javax?|org)(?:\.\w{1,60}){1,9}Exception: /,
  },
];

const heads: readonly Head[] = [...record, ...concise, ...singles];

/** Of the first bytes of a line, what the patterns need at the most. */
export const headBytes = 400;

/** One byte for each pair of first bytes. */
const startTable = ((): Uint8Array => {
  const table = new Uint8Array(65_536);
  for (const start of heads.flatMap(({ starts }) => starts)) table[start.charCodeAt(0) * 256 + start.charCodeAt(1)] = 1;
  return table;
})();

const [space, plus, bar, escape] = [0x20, 0x2b, 0x7c, 0x1b];

/** Whether the line that begins at `at` may be one of them. At the end of the bytes, where that cannot be seen, it may. */
export function mayBeHead(bytes: Uint8Array, at: number): boolean {
  const [first, second] = [bytes[at], bytes[at + 1]];
  if (first === undefined || second === undefined) return true;
  if (first === escape || (first === 0xc2 && (second === 0x9b || second === 0x9d))) return true; // a colour
  if ((bytes[at + 5] ?? bar) === bar && (bytes[at + 4] ?? space) === space) return true;
  if (startTable[first * 256 + second] !== 1) return false;
  const fifth = bytes[at + 4] ?? plus;
  return first !== space || fifth === plus || fifth === escape; // records are indented by four, up to a plus sign
}

/** @param line - its first `headBytes`, one character for each byte, without its end. */
export function headKind(line: string): HeadKind | undefined {
  const { text } = shownBytes(line);
  return heads.find(({ pattern }) => pattern.test(text))?.kind;
}
