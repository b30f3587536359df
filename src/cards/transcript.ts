/** What a live response script printed, a page at a time, errors first. */

import type { Digest, Transcript } from '../transcript/model.ts';
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
        links: [portal.device(of.action?.machineId)],
        own: 2, // Evidence, Remove
      }),
    },
    finding(of, transcript, shortName),
  );
}

/** `minidump.ps1 on LAPTOP-042: exit code 0, no errors`. @param text - treats the foreign parts for where the line goes. */
function finding({ action, command }: ResultOf, transcript: Transcript, text: (name: string) => string): string {
  // The action's word before the result's: what the device wrote has no part in a finding that may stand where its output may not.
  const asked = command?.params['ScriptName'] ?? transcript.scriptName;
  const script = asked ?? (command === undefined ? 'script' : commandTarget(command));
  const device = action?.deviceName === undefined ? '' : ` on ${text(action.deviceName)}`;
  return `${text(script)}${device}: ${outcomeWords(transcript)}`;
}

/** A PowerShell script often ends with code 0 and errors: the errors come first. That there are none is said where it is known. */
function outcomeWords({ exitCode, output, errors, areErrorsKnown }: Transcript): string {
  const code = exitCode === undefined ? 'exit code not reported' : `exit code ${exitCode}`;
  if (errors.length > 0) return `${count(errors.length, 'error line')} (${code})`;
  if (!areErrorsKnown) return exitCode === undefined ? code : `${code}, errors not read`;
  return output.length === 0 ? `no output (${code})` : `${code}, no errors`;
}

function rangeWords({ range, page, hasNext }: LinesPage, { output, errors }: Transcript): string {
  if (range === undefined) return 'no output';
  const total =
    errors.length === 0
      ? number(output.length)
      : `${count(errors.length, 'error line')} and ${count(output.length, 'line')}`;
  if (page === 1 && !hasNext && errors.length > 0) return `all shown: ${total}`;
  return `${range.first === range.last ? `line ${range.first}` : `lines ${range.first}-${range.last}`} of ${total}`;
}

/** Of a result that was not read to its end only the sum of what is shown says something: where reading stopped is chance. */
function evidenceLines({ raw, content, steps }: Transcript): readonly string[] {
  const sum = (what: string, { bytes, sha256 }: Digest): readonly string[] => [
    `${what}: ${exactSize(bytes)}`,
    `SHA-256 ${sha256}`,
  ];
  if (steps.some(({ kind }) => kind === 'cut' || kind === 'damagedGzip'))
    return sum('the first part, unpacked', content);
  return [...sum('result as stored', raw), ...(raw.sha256 === content.sha256 ? [] : sum('unpacked', content))];
}
