/** What a live response script printed, a page at a time, errors first. */

import type { Transcript } from '../transcript/model.ts';
import { facts, nextCommand, overview, position, problems, type ResultOf } from './action-facts.ts';
import { commandTarget } from './action-words.ts';
import { actions, button } from './buttons.ts';
import { decodeSteps } from './decode-steps.ts';
import { footer, type Reader } from './footer.ts';
import { linesPage, numbered, type LinesPage } from './lines.ts';
import type { Portal } from './portal.ts';
import { render, type Card } from './render.ts';
import template from './transcript.json' with { type: 'json' };
import { nameText, shortName } from './text.ts';
import { count, exactSize, joined, number } from './units.ts';

export interface TranscriptView {
  readonly of: ResultOf;
  readonly transcript: Transcript;
  /** From 1; beyond the end is the last. */
  readonly page: number;
  readonly reader: Reader;
  readonly portal: Portal;
}

export function transcriptCard({ of, transcript, page, reader, portal }: TranscriptView): Card {
  const shown = linesPage(numbered(transcript.output, transcript.errors), page);
  const isBad = (transcript.exitCode ?? 0) !== 0 || transcript.errors.length > 0;
  return render(
    template,
    {
      finding: finding(of, transcript, nameText),
      color: isBad ? 'Attention' : 'Default',
      facts: facts(of, reader.now).map((text) => ({ text })),
      problems: problems(of, reader.now).map((text) => ({ text })),
      hasLines: shown.range !== undefined,
      runs: shown.runs,
      footers: [joined([rangeWords(shown, transcript), position(of)]), decodeSteps(transcript.steps), footer(reader)]
        .filter((text) => text !== '')
        .map((text) => ({ text })),
      evidence: evidenceLines(transcript).map((text) => ({ text })),
      ...actions({
        primary: [
          shown.hasNext
            ? button('Next page', 'result', of.actionId, String(of.index), 'page', String(shown.page + 1))
            : undefined,
          shown.page > 1
            ? button('Previous page', 'result', of.actionId, String(of.index), 'page', String(shown.page - 1))
            : undefined,
          nextCommand(of),
        ],
        secondary: [overview(of)],
        // Five actions are the most that the plain renderer shows: the first page has the link, the others the way back.
        links: [portal.device(of.action?.machineId)],
      }),
    },
    finding(of, transcript, shortName),
  );
}

/** `minidump.ps1 on LAPTOP-042: exit code 0, no errors`. @param text - treats the foreign parts for where the line goes. */
function finding(
  { action, command }: ResultOf,
  { scriptName, exitCode, output, errors }: Transcript,
  text: (name: string) => string,
): string {
  const script = scriptName ?? (command === undefined ? undefined : commandTarget(command)) ?? 'script';
  const device = action?.deviceName === undefined ? '' : ` on ${text(action.deviceName)}`;
  return `${text(script)}${device}: ${outcomeWords(exitCode, output.length, errors.length)}`;
}

/** A PowerShell script often ends with code 0 and errors: the errors come first. */
function outcomeWords(exitCode: number | undefined, outputLines: number, errorLines: number): string {
  const code = exitCode === undefined ? 'exit code not reported' : `exit code ${exitCode}`;
  if (errorLines > 0) return `${count(errorLines, 'error line')} (${code})`;
  if (outputLines === 0) return `no output (${code})`;
  return exitCode === undefined ? code : `${code}, no errors`; // of a result that is no transcript nothing is known of errors
}

function rangeWords({ range }: LinesPage, { output, errors }: Transcript): string {
  if (range === undefined) return 'no output';
  const lines = range.first === range.last ? `line ${range.first}` : `lines ${range.first}-${range.last}`;
  if (errors.length === 0) return `${lines} of ${number(output.length)}`;
  return `${lines} of ${count(errors.length, 'error line')} and ${count(output.length, 'line')}`;
}

/** Of a result that was cut the sums are those of what was read. */
function evidenceLines({ raw, content, steps }: Transcript): readonly string[] {
  const isCut = steps.some(({ kind }) => kind === 'cut');
  return [
    `${isCut ? 'read of the result' : 'result as stored'}: ${exactSize(raw.bytes)}`,
    `SHA-256 ${raw.sha256}`,
    ...(raw.sha256 === content.sha256
      ? []
      : [`${isCut ? 'of it shown' : 'unpacked'}: ${exactSize(content.bytes)}`, `SHA-256 ${content.sha256}`]),
  ];
}
