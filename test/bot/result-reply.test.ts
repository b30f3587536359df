/** Results as they come, all the way to the card: what a reader reads, and that every client takes it. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import type { View } from '../../src/bot/view.ts';
import { decodeSteps } from '../../src/cards/decode-steps.ts';
import type { Card } from '../../src/cards/render.ts';
import { deceiving, hostileText, sentinel } from '../cards/hostile-text.ts';
import { complaints, linesOf } from '../cards/reading.ts';
import { bodies } from '../transcript/bodies.ts';
import { placesOf } from '../cards/places.ts';
import { startResultStage, type ResultStage } from './result-stage.ts';

let stage: ResultStage;
beforeAll(async () => {
  stage = await startResultStage();
});
afterAll(() => stage.close());

async function cardOf(bytes: Uint8Array, view?: View): Promise<Card> {
  return (await stage.reply(bytes, view)).card;
}

/** Lines as they were written, without what is hidden: PowerShell's header, terminal sequences, blank lines at the end. */
function linesIn(text: string): readonly string[] {
  const lines = text.trimEnd() === '' ? [] : text.trimEnd().split(/\r\n|\r|\n/);
  return lines.map((line) =>
    line
      .replaceAll('\t', '    ')
      .replace(/\u001B\[[\d;]*m/g, '')
      .trimEnd(),
  );
}

describe('a reader reads of', () => {
  test.each(bodies)('$name', async ({ bytes, output, errors = '', exitCode, steps = [] }) => {
    const card = await cardOf(bytes);
    const read = linesOf(card);

    expect(complaints(card)).toEqual([]);
    expect(read[0]).toContain(exitCode === undefined ? '' : `exit code ${exitCode}`);
    expect(read.join('\n')).toContain(decodeSteps(steps));
    const [errorLines, outputLines] = [linesIn(errors), linesIn(output)];
    const isShort = errorLines.length + outputLines.length <= 15 && output.length + errors.length < 2_000;
    if (!isShort || deceiving.test((output + errors).replace(/[\r\n\t]|\u001B\[[\d;]*m/g, ''))) return;
    const numbered = [
      ...errorLines.map((line, i) => `e${i + 1} ${line}`),
      ...outputLines.map((line, i) => `${i + 1} ${line}`),
    ];
    expect(read.map((line) => line.trim())).toEqual(expect.arrayContaining(numbered.map((line) => line.trim())));
  });
});

const views: readonly View[] = [
  { kind: 'overview' },
  { kind: 'page', page: 2 },
  { kind: 'tail', lines: 20 },
  { kind: 'errors', from: undefined },
  { kind: 'raw', from: undefined },
  { kind: 'grep', text: 'evil', first: 1 },
  { kind: 'grep', text: '/./', first: 3 },
];
const packing = fc.constantFrom<(bytes: Uint8Array) => Uint8Array>(
  (bytes) => bytes,
  (bytes) => gzipSync(bytes),
);
const markedText = hostileText.map((text) => `${sentinel}${text}\n`);
/** Bytes of any kind, JSON of hostile text, and JSON that was cut or changed somewhere. */
const anyBody = fc
  .tuple(
    fc.oneof(
      fc.uint8Array({ maxLength: 3_000 }),
      fc
        .record({
          script_name: markedText,
          exit_code: fc.integer(),
          script_output: fc.array(markedText, { maxLength: 60 }).map((lines) => lines.join('')),
          script_errors: fc.array(markedText, { maxLength: 5 }).map((lines) => lines.join('')),
        })
        .map((result) => Buffer.from(JSON.stringify(result))),
    ),
    fc.option(fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 3 })), { nil: undefined }),
    packing,
  )
  .map(([bytes, change, pack]) =>
    pack(change === undefined ? bytes : changed(bytes, change[0] % (bytes.length + 1), change[1])),
  );

/** At one place other bytes; none: it ends there. */
function changed(bytes: Uint8Array, at: number, other: Uint8Array): Uint8Array {
  const rest = other.length === 0 ? [] : [other, bytes.subarray(at + other.length)];
  return Buffer.concat([bytes.subarray(0, at), ...rest]);
}

test('whatever the bytes, each view is a card that every client takes, and nothing hostile stands where it could act', async () => {
  await fc.assert(
    fc.asyncProperty(anyBody, fc.constantFrom(...views), async (bytes, view) => {
      const card = await cardOf(bytes, view);

      expect(complaints(card)).toEqual([]);
      for (const line of linesOf(card)) expect(line).not.toMatch(deceiving);
      const sinks = placesOf(card.content).filter(([place]) => place !== 'TextRun.text');
      expect(sinks.filter(([, text]) => text.includes(sentinel))).toEqual([]);
      expect(card.summary).toMatch(/^[\p{L}\p{N} ._\-:;,()…'’]*$/u);
    }),
    { numRuns: 300 },
  );
}, 60_000);
