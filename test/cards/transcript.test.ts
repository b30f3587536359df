import { describe, expect, test } from '@jest/globals';
import { transcriptCard, type OutputTotals, type TranscriptView } from '../../src/cards/transcript.ts';
import type { Masked, TranscriptFacts } from '../../src/transcript/model.ts';
import { partsOf } from '../support/card-read.ts';
import { complaints, linesOf, titlesOf } from './reading.ts';
import { errorRows, rows, shownOutput, transcript, transcriptView } from './transcript-views.ts';
import { action, actionId, command, resultOf, sha256 } from './views.ts';

function card(facts: Partial<TranscriptFacts> = {}, parts: Partial<TranscriptView> = {}) {
  return transcriptCard(transcriptView({ transcript: transcript(facts), ...parts }));
}

function totals(parts: Partial<OutputTotals>): Pick<TranscriptView, 'totals'> {
  return { totals: { lines: 2, errorLines: 0, bytesSoFar: 50, ...parts } };
}

test('a short output is read whole, below its outcome and what it was', () => {
  const shown = card({ steps: [{ kind: 'nulsRemoved', count: 3 }] }, { shown: shownOutput({ isHeaderHidden: true }) });

  expect(linesOf(shown)).toEqual([
    'minidump.ps1 on LAPTOP-042: exit code 0, no errors',
    'finished 14:01:12 UTC (2 min ago) · ran 12 s · args OfficeClickToRun',
    'started by analyst@contoso.example · “Testing Live Response API”',
    '1 C:\\windows\\TEMP\\OfficeClickToRun.dmp.zip',
    '2 51 MB',
    `all shown: 2 lines · command 1 of 2 (index 0) · action ${actionId}`,
    'transcript header hidden, 3 NUL characters removed',
    'as of 14:03:22 UTC',
    'Evidence',
    'result as stored: 1,234 bytes (1.2 KB)',
    `SHA-256 ${sha256}`,
    'Search the whole output',
  ]);
  expect(complaints(shown)).toEqual([]);
});

describe('the outcome', () => {
  test.each<[string, Partial<TranscriptFacts>, Partial<OutputTotals>]>([
    ['exit code 0, no errors', {}, {}],
    ['exit code 3, no errors', { exitCode: 3 }, {}],
    ['exit code not reported, no errors', { exitCode: undefined }, {}],
    ['exit code not reported', { exitCode: undefined, areErrorsKnown: false }, {}],
    ['exit code 0, errors not read', { areErrorsKnown: false }, {}],
    ['exit code 0, errors not read', { areErrorsKnown: false }, { lines: 0 }],
    ['2 error lines (exit code 0)', {}, { errorLines: 2 }],
    ['2 error lines (exit code 0)', { areErrorsKnown: false }, { errorLines: 2 }],
    ['1 error line (exit code 1)', { exitCode: 1 }, { errorLines: 1 }],
    ['no output (exit code 0)', {}, { lines: 0 }],
    ['no output (exit code not reported)', { exitCode: undefined }, { lines: 0 }],
  ])('is %s', (words, facts, counted) => {
    const shown = card(facts, totals(counted));

    expect(linesOf(shown)[0]).toBe(`minidump.ps1 on LAPTOP-042: ${words}`);
    expect(shown.summary).toBe(`minidump.ps1 on LAPTOP-042: ${words}`);
    expect(complaints(shown)).toEqual([]);
  });

  test.each<[string, Partial<TranscriptView>, string]>([
    ['still being read, 8.0 MB so far', {}, 'known when the result is read to its end'],
    [
      'still being read, 8.0 MB so far, 3 error lines',
      totals({ bytesSoFar: 8 * 1024 * 1024, errorLines: 3 }),
      'known when the result is read to its end',
    ],
    ['read in part, 8.0 MB', { isBroken: true }, 'not known: the result was not read to its end'],
  ])('of a result that is not read to its end is %s', (words, parts, evidence) => {
    const shown = card({}, { ...totals({ bytesSoFar: 8 * 1024 * 1024 }), ...parts, transcript: undefined });

    expect(linesOf(shown)[0]).toBe(`minidump.ps1 on LAPTOP-042: ${words}`);
    expect(linesOf(shown)).toContain(evidence);
    expect(complaints(shown)).toEqual([]);
  });

  test.each<[string, string, Partial<TranscriptFacts>, Partial<OutputTotals>]>([
    ['quiet', 'Default', {}, {}],
    ['quiet', 'Default', { exitCode: undefined }, {}],
    ['loud', 'Attention', { exitCode: 1 }, {}],
    ['loud', 'Attention', {}, { errorLines: 1 }],
  ])('is %s where it has to be', (_, color, facts, counted) => {
    const [finding] = [...partsOf(card(facts, totals(counted)).content)].filter(({ type }) => type === 'TextRun');

    expect(finding).toMatchObject({ color });
  });

  test('names the script by the action where the result does not, and in general where nothing does', () => {
    const nameless = { scriptName: undefined };

    expect(card(nameless).summary).toMatch(/^minidump\.ps1 on/);
    expect(card(nameless, { of: resultOf({ command: undefined, action: undefined }) }).summary).toBe(
      'script: exit code 0, no errors',
    );
  });
});

test('blocks are read one after the other, each below what it is', () => {
  const shown = shownOutput({
    blocks: [
      { heading: '1 error line', rows: errorRows(['boom']) },
      { heading: 'last 2 lines', rows: rows(['one', 'two'], { line: 99 }) },
    ],
    where: 'lines 99-100 of 100',
  });

  expect(linesOf(card({}, { shown })).slice(3, 9)).toEqual([
    '1 error line',
    ' e1 boom',
    'last 2 lines',
    ' 99 one',
    '100 two',
    `lines 99-100 of 100 · command 1 of 2 (index 0) · action ${actionId}`,
  ]);
});

test('no output is said, no empty box is shown, and there is nothing to search', () => {
  const shown = card({}, { shown: shownOutput({ blocks: [], where: 'no output' }), ...totals({ lines: 0 }) });

  expect(linesOf(shown)).toContain(`no output · command 1 of 2 (index 0) · action ${actionId}`);
  expect([...partsOf(shown.content)].filter(({ style }) => style === 'emphasis')).toEqual([]);
  expect(titlesOf(shown)).not.toContain('Search');
});

describe('what was done to the text is said:', () => {
  test('terminal control sequences, of what is shown, unless they are shown too', () => {
    const blocks = [{ heading: undefined, rows: rows(['\u001B[31mred\u001B[0m', '\u001B[1mbold']) }];

    expect(linesOf(card({}, { shown: shownOutput({ blocks }) }))).toContain('3 terminal control sequences hidden');
    expect(linesOf(card({}, { shown: shownOutput({ blocks, isRaw: true }) })).join('\n')).not.toContain('hidden');
  });

  test.each([
    [[], undefined],
    [[masked('password', 1, 12)], '1 secret masked (1 × password in line 12)'],
    [[masked('password', 2, 12)], '2 secrets masked (2 × password in line 12)'],
    [[masked('password', 3, 2, 40, 41)], '3 secrets masked (3 × password in lines 2, 40, 41)'],
    [
      [
        {
          kind: 'JWT',
          count: 2,
          lines: [{ part: 'output', line: 1_200 } as const, { part: 'errors', line: 3 } as const],
        },
        masked('bearer token', 1, 7),
      ],
      '3 secrets masked (2 × JWT in lines 1200, e3; 1 × bearer token in line 7)',
    ],
    [
      ['password', 'JWT', 'AWS access key', 'private key', 'bearer token'].map((kind, i) =>
        masked(kind, 1_005 - i, 1, 2, 3, 4),
      ),
      '5,015 secrets masked (1,005 × password in lines 1, 2, 3, …; 1,004 × JWT in lines 1, 2, 3, …; 1,003 × AWS access key in lines 1, 2, 3, …; 1,002 × private key in lines 1, 2, 3, …; …)',
    ],
  ])('secrets that are masked: %j', (found, words) => {
    expect(linesOf(card({ masked: found })).find((line) => line.includes('masked'))).toBe(words);
  });
});

test('what is known of a failed action is said: its state, what Defender reports, what is missing', () => {
  const failed = action({ status: 'Failed', errorHResult: -2_147_467_259 });
  const errors = ['one', 'two', 'three', 'four', 'five'];
  const lines = linesOf(
    card({}, { of: resultOf({ action: failed, command: command({ errors }), notes: ['A note.'] }) }),
  );

  expect(lines.slice(3, 9)).toEqual([
    'action failed (error 0x80004005)',
    ...errors.slice(0, 3).map((error) => `Defender reports: ${error}`),
    'Defender reports 2 more errors',
    'A note.',
  ]);
});

test('without its action the bare result is shown', () => {
  const shown = card({}, { of: resultOf({ action: undefined, command: undefined, notes: ['Missing: x'] }) });

  expect(linesOf(shown).slice(0, 2)).toEqual(['minidump.ps1: exit code 0, no errors', 'Missing: x']);
  expect(linesOf(shown)).toContain(`all shown: 2 lines · command 1 (index 0) · action ${actionId}`);
  expect(complaints(shown)).toEqual([]);
});

test('evidence tells what came and what was unpacked, and of a cut result only the sum of what is shown', () => {
  const content = { bytes: 5_000, sha256: 'c'.repeat(64) };

  expect(linesOf(card({ content })).slice(-5, -1)).toEqual([
    'result as stored: 1,234 bytes (1.2 KB)',
    `SHA-256 ${sha256}`,
    'unpacked: 5,000 bytes (4.9 KB)',
    `SHA-256 ${content.sha256}`,
  ]);
  expect(linesOf(card({ content, steps: [{ kind: 'cut', bytes: 5_000 }] })).slice(-4, -1)).toEqual([
    'Evidence',
    'the first part, unpacked: 5,000 bytes (4.9 KB)',
    `SHA-256 ${content.sha256}`,
  ]);
});

test('the script is named as the action names it, whatever name the result gives itself', () => {
  const shown = card({ scriptName: 'password is hunter2' });

  expect(linesOf(shown)[0]).toMatch(/^minidump\.ps1 on LAPTOP-042: /);
  expect(shown.summary).not.toContain('hunter2');
});

function masked(kind: string, count: number, ...lines: readonly number[]): Masked {
  return { kind, count, lines: lines.map((line) => ({ part: 'output', line })) };
}
