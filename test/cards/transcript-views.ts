/** A transcript and the parts of it that its card shows, whole and small; a test changes what it is about. */

import { maxOutputUnits, unitsOf } from '../../src/cards/lines.ts';
import type { ShownOutput, TranscriptView } from '../../src/cards/transcript.ts';
import type { TranscriptFacts } from '../../src/transcript/model.ts';
import type { Row } from '../../src/transcript/views/row.ts';
import { portal, reader, resultOf, sha256 } from './views.ts';

export function transcript(parts: Partial<TranscriptFacts> = {}): TranscriptFacts {
  return {
    scriptName: 'minidump.ps1',
    exitCode: 0,
    areErrorsKnown: true,
    steps: [],
    raw: { bytes: 1_234, sha256 },
    content: { bytes: 1_234, sha256 },
    masked: [],
    ...parts,
  };
}

/** A whole line of output. */
export function row(text: string, parts: Partial<Row> = {}): Row {
  return { part: 'output', line: 1, piece: 1, text, pieceOf: undefined, isError: false, isMatch: false, ...parts };
}

/** Consecutive lines. */
export function rows(texts: readonly string[], parts: Partial<Row> = {}): readonly Row[] {
  return texts.map((text, i) => row(text, { ...parts, line: (parts.line ?? 1) + i }));
}

/** Lines that the script wrote as errors. */
export function errorRows(texts: readonly string[]): readonly Row[] {
  return rows(texts, { part: 'errors', isError: true });
}

/** As many of them as a page takes. */
export function fitting(all: readonly Row[]): readonly Row[] {
  let units = 0;
  return all.slice(0, 40).filter((one, i) => (units += unitsOf(one)) <= maxOutputUnits || i === 0);
}

export function shownOutput(parts: Partial<ShownOutput> = {}): ShownOutput {
  return {
    blocks: [{ heading: undefined, rows: rows(['C:\\windows\\TEMP\\OfficeClickToRun.dmp.zip', '51 MB']) }],
    where: 'all shown: 2 lines',
    isRaw: false,
    isHeaderHidden: false,
    next: undefined,
    previous: undefined,
    ...parts,
  };
}

export function transcriptView(parts: Partial<TranscriptView> = {}): TranscriptView {
  return {
    of: resultOf(),
    transcript: transcript(),
    isBroken: false,
    totals: { lines: 2, errorLines: 0, bytesSoFar: 50 },
    shown: shownOutput(),
    reader,
    portal,
    ...parts,
  };
}
