import { expect, test } from '@jest/globals';
import { decodeSteps } from '../../src/cards/decode-steps.ts';
import type { DecodeStep } from '../../src/transcript/model.ts';

test.each<[string, DecodeStep]>([
  ['unpacked from gzip', { kind: 'gunzipped' }],
  ['decoded as UTF-16LE', { kind: 'decodedAs', encoding: 'UTF-16LE' }],
  ['1 unreadable character shown as \uFFFD', { kind: 'badBytes', count: 1 }],
  ['invalid JSON mended', { kind: 'mendedJson' }],
  ['not the JSON of a transcript: shown as it came', { kind: 'notJson' }],
  ['3 NUL characters removed', { kind: 'nulsRemoved', count: 3 }],
  ['1,200 terminal control sequences removed', { kind: 'terminalSequencesRemoved', count: 1_200 }],
  ['transcript header hidden', { kind: 'headerHidden' }],
  ['the gzip is damaged: shown as far as it could be unpacked', { kind: 'damagedGzip' }],
  ['only the first 8,388,608 bytes (8.0 MB) were read', { kind: 'cut', bytes: 8_388_608 }],
])('says: %s', (words, step) => {
  expect(decodeSteps([step])).toBe(words);
});

test('says everything that was done, in its order, and nothing when nothing was done', () => {
  expect(decodeSteps([{ kind: 'headerHidden' }, { kind: 'nulsRemoved', count: 3 }])).toBe(
    'transcript header hidden, 3 NUL characters removed',
  );
  expect(decodeSteps([])).toBe('');
});
