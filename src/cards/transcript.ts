/** What a live response script printed: its outcome, the part of its output that was asked for, and the ways on. */

import type { Masked, TranscriptFacts } from '../transcript/model.ts';
import { labelOf } from '../transcript/views/label.ts';
import { facts, nextCommand, overview, watchOf, position, problems, scriptOn, type ResultOf } from './action-facts.ts';
import { actions, button, type Button } from './buttons.ts';
import { decodeSteps } from './decode-steps.ts';
import { evidenceLines } from './evidence-lines.ts';
import { redIf } from './finding-color.ts';
import { footer, type Reader } from './footer.ts';
import { hiddenSequences, runsOf, type Block } from './lines.ts';
import type { Portal } from './portal.ts';
import { render, type Card } from './render.ts';
import template from './transcript.json' with { type: 'json' };
import { nameText, shortName } from './text.ts';
import { count, joined, number, size } from './units.ts';

/** A part of the output. */
export interface ShownOutput {
  readonly blocks: readonly Block[];
  /** Which part, and of how much. Our own words. */
  readonly where: string;
  readonly isRaw: boolean;
  readonly isHeaderHidden: boolean;
  readonly next: Go | undefined;
  readonly previous: Go | undefined;
}

/** To another part: words that follow the index. */
export interface Go {
  readonly title: string;
  readonly words: readonly string[];
}

export interface OutputTotals {
  readonly lines: number;
  readonly errorLines: number;
  /** As text, when it is read to its end. */
  readonly bytesSoFar: number;
}

export interface TranscriptView {
  readonly of: ResultOf;
  /** `undefined`: it is still being read. */
  readonly transcript: TranscriptFacts | undefined;
  /** It will not be read any further. */
  readonly isBroken: boolean;
  readonly totals: OutputTotals;
  readonly shown: ShownOutput;
  readonly reader: Reader;
  readonly portal: Portal;
}

export function transcriptCard(view: TranscriptView): Card {
  const { of, transcript, totals, shown, reader, portal } = view;
  const isBad = (transcript?.exitCode ?? 0) !== 0 || totals.errorLines > 0;
  const runs = runsOf(shown.blocks, shown.isRaw);
  const hasOutput = totals.lines + totals.errorLines > 0;
  const { besideSearch, ...ways } = waysOn(view, hasOutput);
  return render(
    template,
    {
      finding: finding(view, nameText),
      color: redIf(isBad),
      facts: facts(of, reader.now).map((text) => ({ text })),
      problems: problems(of, reader.now).map((text) => ({ text })),
      hasLines: runs.length > 0,
      runs,
      hasOutput,
      search: { command: 'result', words: [of.actionId, String(of.index), 'grep'] },
      views: besideSearch.map((one) => ({ ...one })), // a row of a template has any key
      footers: [joined([shown.where, position(of)]), notes(view), footer(reader)]
        .filter((text) => text !== '')
        .map((text) => ({ text })),
      evidence: evidenceLines(view).map((text) => ({ text })),
      ...actions({ ...ways, links: [portal.device(of.action?.machineId)], own: hasOutput ? 3 : 2 }), // Search, Evidence, Remove
    },
    finding(view, shortName),
  );
}

/** Beside what the template has of its own. */
const maxWays = { inSight: 2, all: 3 } as const;

/**
 * Indicators are one press away where they push no other part and no command out, else they stand beside the search:
 * a phone shows three in a row there, and has no "…".
 */
function waysOn(
  { of, shown }: TranscriptView,
  hasOutput: boolean,
): {
  readonly primary: readonly Button[];
  readonly secondary: readonly Button[];
  readonly besideSearch: readonly Button[];
} {
  const parts = [goOn(of, shown.next), goOn(of, shown.previous)].filter((way) => way !== undefined);
  const commands = [nextCommand(of), watchOf(of), overview(of)].filter((way) => way !== undefined);
  const [indicators, raw] = [go(of, 'Indicators', 'iocs'), go(of, 'Raw', 'raw')];
  const isRoom = hasOutput && parts.length + commands.length < maxWays.all;
  const ways = [...parts, ...(isRoom ? [indicators] : []), ...commands];
  return {
    primary: ways.slice(0, maxWays.inSight),
    secondary: ways.slice(maxWays.inSight, maxWays.all),
    besideSearch: isRoom ? [raw] : [indicators, raw],
  };
}

function goOn(of: ResultOf, to: Go | undefined): Button | undefined {
  return to && go(of, to.title, ...to.words);
}

function go({ actionId, index }: ResultOf, title: string, ...words: readonly string[]): Button {
  return button(title, 'result', actionId, String(index), ...words);
}

/** `minidump.ps1 on LAPTOP-042: exit code 0, no errors`. @param text - treats the foreign parts for where the line goes. */
function finding(view: TranscriptView, text: (name: string) => string): string {
  return `${scriptOn(view.of, view.transcript, text)}: ${outcomeWords(view)}`;
}

/** A PowerShell script often ends with code 0 and errors: the errors come first. That there are none is said where it is known. */
function outcomeWords({ transcript, totals: { lines, errorLines, bytesSoFar }, isBroken }: TranscriptView): string {
  const errors = errorLines > 0 ? count(errorLines, 'error line') : '';
  if (transcript === undefined)
    return `${isBroken ? 'read in part' : 'still being read'}, ${size(bytesSoFar)}${isBroken ? '' : ' so far'}${errors === '' ? '' : `, ${errors}`}`;
  const { exitCode, areErrorsKnown } = transcript;
  const code = exitCode === undefined ? 'exit code not reported' : `exit code ${exitCode}`;
  if (errors !== '') return `${errors} (${code})`;
  if (!areErrorsKnown) return exitCode === undefined ? code : `${code}, errors not read`;
  return lines === 0 ? `no output (${code})` : `${code}, no errors`;
}

/** Of our own words: what was done to the text, and what is not shown of it. */
function notes({ transcript, shown }: TranscriptView): string {
  const sequences = shown.isRaw ? 0 : hiddenSequences(shown.blocks);
  return [
    shown.isHeaderHidden ? 'transcript header hidden' : '',
    decodeSteps(transcript?.steps ?? []),
    sequences === 0 ? '' : `${count(sequences, 'terminal control sequence')} hidden`,
    maskedWords(transcript),
  ]
    .filter((words) => words !== '')
    .join(', ');
}

/** What is named of each. */
const most = { kinds: 4, lines: 3 } as const;

/** `3 secrets masked (2 × password in lines 12, 40; 1 × AWS access key in line e3)`. */
function maskedWords(transcript: TranscriptFacts | undefined): string {
  const kinds = transcript?.masked ?? [];
  if (kinds.length === 0) return '';
  const total = kinds.reduce((sum, { count: n }) => sum + n, 0);
  const named = kinds.slice(0, most.kinds).map((one) => `${number(one.count)} × ${one.kind} ${linesWords(one)}`);
  const more = kinds.length > most.kinds ? '; …' : '';
  return `${count(total, 'secret')} masked (${named.join('; ')}${more})`;
}

/** More secrets than lines: some lines may have several, or not all are named. */
function linesWords({ count: secrets, lines }: Masked): string {
  const labels = lines.slice(0, most.lines).map(({ part, line }) => labelOf({ part, line, piece: 1 }));
  const more = secrets > labels.length && labels.length === most.lines ? ', …' : '';
  return `in ${labels.length === 1 ? 'line' : 'lines'} ${labels.join(', ')}${more}`;
}
