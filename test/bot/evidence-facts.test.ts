import { expect, test } from '@jest/globals';
import { evidenceFacts } from '../../src/bot/evidence-facts.ts';
import type { CommandResult, DecodeStep } from '../../src/transcript/model.ts';
import { transcript } from '../cards/transcript-views.ts';
import { actionId, collected, resultOf } from '../cards/views.ts';

const source = `command 1 of 2 (index 0) of action ${actionId}`;
const [raw, content] = [
  { bytes: 2, sha256: 'a'.repeat(64) },
  { bytes: 1, sha256: 'c'.repeat(64) },
];

function read(...steps: readonly DecodeStep[]): CommandResult {
  return { kind: 'transcript', transcript: transcript({ raw, content, steps }) };
}

test.each<[string, CommandResult | undefined, string, string]>([
  ['is still being read', undefined, `first part of the output of ${source}`, ''],
  ['was read to its end', read(), `output of ${source}`, raw.sha256],
  ['was cut', read({ kind: 'cut', bytes: 1 }), `first part of the output of ${source}`, content.sha256],
  ['is a bomb', read({ kind: 'bomb', bytes: 1, maxRatio: 2 }), `first part of the output of ${source}`, content.sha256],
  ['is damaged', read({ kind: 'damagedGzip' }), `first part of the output of ${source}`, content.sha256],
  ['is a file', { kind: 'file', file: collected({ raw }) }, `name and hashes of the file from ${source}`, raw.sha256],
])('of a result that %s: what was shown, and its sum', (_, found, what, sha256) => {
  expect(evidenceFacts(resultOf(), found)).toEqual({ what, sha256 });
});
