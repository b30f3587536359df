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
  ['the gzip is damaged: shown as far as it could be unpacked', { kind: 'damagedGzip' }],
  ['unpacked from zip', { kind: 'unzipped' }],
  ['the zip is damaged: shown as far as it could be unpacked', { kind: 'damagedZip' }],
  ['the zip is encrypted: what needs its password is not shown', { kind: 'encryptedZip' }],
  ['1 entry of the zip packed in a way that cannot be read', { kind: 'unknownPacking', count: 1 }],
  ['a zip of 2 entries: their names and sizes are shown', { kind: 'zipListed', count: 2 }],
  ['3 other entries of the zip not shown', { kind: 'otherEntries', count: 3 }],
  [
    'it unpacks to more than 200 times its size: only the first 1,048,576 bytes (1.0 MB) were read',
    { kind: 'bomb', bytes: 1_048_576, maxRatio: 200 },
  ],
  ['2 bytes outside UTF-8 read as windows-1252', { kind: 'legacyBytes', count: 2 }],
  ['1 lone surrogate shown as \uFFFD', { kind: 'loneSurrogates', count: 1 }],
  ['found within other JSON', { kind: 'nestedJson' }],
  ['the end of the JSON is missing', { kind: 'endMissing' }],
  ['4 bytes outside the fields of the JSON not shown', { kind: 'strayBytes', count: 4 }],
  ['1 other field not shown', { kind: 'otherFields', count: 1 }],
  ['1 repeated field not shown', { kind: 'repeatedFields', count: 1 }],
  ['only the first 8,388,608 bytes (8.0 MB) were read', { kind: 'cut', bytes: 8_388_608 }],
])('says: %s', (words, step) => {
  expect(decodeSteps([step])).toBe(words);
});

test('says everything that was done, in its order, and nothing when nothing was done', () => {
  expect(decodeSteps([{ kind: 'gunzipped' }, { kind: 'nulsRemoved', count: 3 }])).toBe(
    'unpacked from gzip, 3 NUL characters removed',
  );
  expect(decodeSteps([{ kind: 'gunzipped' }, { kind: 'gunzipped' }, { kind: 'unzipped' }])).toBe(
    'unpacked from gzip (2 times), unpacked from zip',
  );
  expect(decodeSteps([])).toBe('');
});
