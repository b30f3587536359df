/**
 * What may stand between two characters that a terminal shows side by side: colours and the like (control sequences).
 * Each repetition has a bound, so that no text makes the search slow. Source: ECMA-48 section 5.4
 */
export const terminalGap = String.raw`(?:\x1B\[[0-?]{0,32}[ -/]{0,4}[@-~]){0,8}`;

const terminalSequences = new RegExp(String.raw`\x1B\[[0-?]{0,32}[ -/]{0,4}[@-~]`, 'g');

/** The text as a terminal shows it, as far as control sequences go. */
export function withoutTerminalSequences(text: string): string {
  return text.includes('\x1B') ? text.replace(terminalSequences, '') : text;
}
