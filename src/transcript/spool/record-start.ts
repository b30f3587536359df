/** Where a PowerShell error record begins: its message stands above its position, which stands above its code. */

import { shownBytes } from '../../terminal-sequences.ts';
import type { HeadKind } from './error-heads.ts';

/** Lines of the message that are looked at. */
const maxMessageLines = 4;
/** Lines of the code that is shown, with the line that underlines it. */
const maxCodeLines = 6;
/** Of a line that is looked at. */
const maxLineBytes = 1_000;

/** `Get-Item : Cannot find …`, `C:\a b\x.ps1 : …`: a command or a script. */
const message = /^(?:[A-Za-z][\w.-]{0,80}|[A-Za-z]:\\.{1,250}\.psm?1) : \S/;

/** `Get-Item: C:\a\b.ps1:2`, `ParserError: `: what stands above `Line |`. */
const conciseMessage = /^[A-Za-z][\w.-]{0,80}:(?: |$)/;

/** How many lines above the one at `at`, which is of a record. @param kind - `category`: its position is in another language. */
export function recordStart(bytes: Buffer, at: number, kind: HeadKind): number {
  const above = linesAbove(bytes, at);
  if (kind === 'block') return conciseMessage.test(above[0] ?? '') ? 1 : 0;
  if (kind === 'position') return messageLines(above);
  const code = above.findIndex((line) => !line.startsWith('+ '));
  if (code < 1) return 0;
  return code + 1 + messageLines(above.slice(code + 1)); // the line between is the position
}

/** Up to the line that names the command; else the line above, which is what was thrown. */
function messageLines(above: readonly string[]): number {
  const near = above.slice(0, maxMessageLines);
  const blank = near.findIndex((line) => line.trim() === '');
  const joined = blank < 0 ? near : near.slice(0, blank);
  const head = joined.findIndex((line) => message.test(line));
  return head < 0 ? Math.min(joined.length, 1) : head + 1;
}

/** The nearest first. */
function linesAbove(bytes: Buffer, at: number): readonly string[] {
  const lines: string[] = [];
  for (let end = at; end > 0 && lines.length < maxCodeLines + 1 + maxMessageLines;) {
    const content = end - endLength(bytes, end);
    const start = startBefore(bytes, content);
    if (start === undefined) break;
    lines.push(shownBytes(bytes.toString('latin1', start, content)).text);
    end = start;
  }
  return lines;
}

function endLength(bytes: Buffer, end: number): number {
  return bytes[end - 1] === 10 && bytes[end - 2] === 13 ? 2 : 1;
}

function startBefore(bytes: Buffer, content: number): number | undefined {
  for (let at = content; at > content - maxLineBytes; at--) {
    const before = bytes[at - 1];
    if (before === undefined || before === 10 || before === 13) return at;
  }
  return undefined;
}
