import { describe, expect, test } from '@jest/globals';
import { transcriptCard, type TranscriptView } from '../../src/cards/transcript.ts';
import type { Transcript } from '../../src/transcript/model.ts';
import { partsOf } from '../support/card-read.ts';
import { actionsOf, complaints, linesOf, sent, titlesOf } from './reading.ts';
import {
  action,
  actionId,
  command,
  machineId,
  portal,
  reader,
  resultOf,
  sha256,
  tenantId,
  transcript,
} from './views.ts';

function card(of: Partial<Transcript> = {}, parts: Partial<TranscriptView> = {}) {
  return transcriptCard({ of: resultOf(), transcript: transcript(of), page: 1, reader, portal, ...parts });
}

const long = Array.from({ length: 100 }, (_, i) => `line ${i + 1}`);

test('a short output is read whole, below its outcome and what it was', () => {
  const shown = card({ steps: [{ kind: 'headerHidden' }, { kind: 'nulsRemoved', count: 3 }] });

  expect(linesOf(shown)).toEqual([
    'minidump.ps1 on LAPTOP-042: exit code 0, no errors',
    'finished 14:01:12 UTC (2 min ago) · ran 12 s · args OfficeClickToRun',
    'started by analyst@contoso.example · “Testing Live Response API”',
    '1 C:\\windows\\TEMP\\OfficeClickToRun.dmp.zip',
    '2 51 MB',
    `lines 1-2 of 2 · command 1 of 2 (index 0) · action ${actionId}`,
    'transcript header hidden, 3 NUL characters removed',
    'as of 14:03:22 UTC',
    'Evidence',
    'result as stored: 1,234 bytes (1.2 KB)',
    `SHA-256 ${sha256}`,
  ]);
  expect(complaints(shown)).toEqual([]);
});

describe('the outcome', () => {
  test.each<[string, Partial<Transcript>]>([
    ['exit code 0, no errors', {}],
    ['exit code 3, no errors', { exitCode: 3 }],
    ['exit code not reported, no errors', { exitCode: undefined }],
    ['exit code not reported', { exitCode: undefined, areErrorsKnown: false }],
    ['exit code 0, errors not read', { areErrorsKnown: false }],
    ['exit code 0, errors not read', { areErrorsKnown: false, output: [] }],
    ['2 error lines (exit code 0)', { errors: ['a', 'b'] }],
    ['1 error line (exit code 1)', { errors: ['a'], exitCode: 1 }],
    ['no output (exit code 0)', { output: [] }],
    ['no output (exit code not reported)', { output: [], exitCode: undefined }],
  ])('is %s', (words, of) => {
    const shown = card(of);

    expect(linesOf(shown)[0]).toBe(`minidump.ps1 on LAPTOP-042: ${words}`);
    expect(shown.summary).toBe(`minidump.ps1 on LAPTOP-042: ${words}`);
    expect(complaints(shown)).toEqual([]);
  });

  test.each<[string, string, Partial<Transcript>]>([
    ['quiet', 'Default', {}],
    ['quiet', 'Default', { exitCode: undefined }],
    ['loud', 'Attention', { exitCode: 1 }],
    ['loud', 'Attention', { errors: ['a'] }],
  ])('is %s where it has to be', (_, color, of) => {
    const [finding] = [...partsOf(card(of).content)].filter(({ type }) => type === 'TextRun');

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

test('errors are read first, and counted', () => {
  const lines = linesOf(card({ errors: ['boom'], output: ['one', 'two'] }));

  expect(lines.slice(3, 7)).toEqual([
    'e1 boom',
    ' 1 one',
    ' 2 two',
    `all shown: 1 error line and 2 lines · command 1 of 2 (index 0) · action ${actionId}`,
  ]);
});

test('no output is said, and no empty box is shown', () => {
  const shown = card({ output: [] });

  expect(linesOf(shown)).toContain(`no output · command 1 of 2 (index 0) · action ${actionId}`);
  expect([...partsOf(shown.content)].filter(({ style }) => style === 'emphasis')).toEqual([]);
});

describe('a long output', () => {
  test.each([
    [
      1,
      'lines 1-40 of 100',
      ['Next page', 'Next command: GetFile', 'All commands', 'Evidence', 'Remove', 'Device in the portal'],
    ],
    [
      2,
      'lines 41-80 of 100',
      ['Next page', 'Previous page', 'Next command: GetFile', 'All commands', 'Evidence', 'Remove'],
    ],
    [
      3,
      'lines 81-100 of 100',
      ['Previous page', 'Next command: GetFile', 'All commands', 'Evidence', 'Remove', 'Device in the portal'],
    ],
    [
      9,
      'lines 81-100 of 100',
      ['Previous page', 'Next command: GetFile', 'All commands', 'Evidence', 'Remove', 'Device in the portal'],
    ],
  ])('has pages: %d', (page, range, titles) => {
    const shown = card({ output: long }, { page });

    expect(linesOf(shown).join('\n')).toContain(range);
    expect(titlesOf(shown)).toEqual(titles);
    expect(complaints(shown)).toEqual([]);
  });

  test('is turned by commands', () => {
    const shown = card({ output: long }, { page: 2 });

    expect(sent(shown, 'Next page')).toBe(`result ${actionId} 0 page 3`);
    expect(sent(shown, 'Previous page')).toBe(`result ${actionId} 0 page 1`);
    expect(sent(shown, 'Next command: GetFile')).toBe(`result ${actionId} 1`);
    expect(sent(shown, 'All commands')).toBe(`result ${actionId} all`);
  });
});

describe('its buttons', () => {
  test('name no type of command that this bot does not know', () => {
    const odd = action({ commands: [command(), command({ index: 1, type: '[x](http://evil.example)' })] });

    expect(titlesOf(card({}, { of: resultOf({ action: odd }) }))).toContain('Next command: other');
  });

  test('open nothing but the device in the portal', () => {
    expect(actionsOf(card()).filter(({ url }) => url !== undefined)).toEqual([
      {
        title: 'Device in the portal',
        mode: 'secondary',
        url: `https://security.microsoft.com/machines/${machineId}?tid=${tenantId}`,
      },
    ]);
    const without = resultOf({ action: action({ machineId: '../x', commands: [command()] }) });
    expect(titlesOf(card({}, { of: without }))).toEqual(['Evidence', 'Remove']);
  });

  test('remove the card, from under “…”', () => {
    expect(actionsOf(card()).find(({ title }) => title === 'Remove')).toEqual({
      title: 'Remove',
      mode: 'secondary',
      data: { command: 'remove', words: [] },
    });
  });

  test('lead to all commands while the action goes on, though it has but one', () => {
    const running = action({ status: 'InProgress', commands: [command()] });

    expect(titlesOf(card({}, { of: resultOf({ action: running }) }))).toContain('All commands');
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
  expect(linesOf(shown)).toContain(`lines 1-2 of 2 · command 1 (index 0) · action ${actionId}`);
  expect(complaints(shown)).toEqual([]);
});

test('evidence tells what came and what was unpacked, and of a cut result only the sum of what is shown', () => {
  const content = { bytes: 5_000, sha256: 'c'.repeat(64) };

  expect(linesOf(card({ content })).slice(-4)).toEqual([
    'result as stored: 1,234 bytes (1.2 KB)',
    `SHA-256 ${sha256}`,
    'unpacked: 5,000 bytes (4.9 KB)',
    `SHA-256 ${content.sha256}`,
  ]);
  expect(linesOf(card({ content, steps: [{ kind: 'cut', bytes: 5_000 }] })).slice(-3)).toEqual([
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
