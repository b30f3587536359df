/** Actions and results as they may come, hostile text in every foreign field. */

import fc from 'fast-check';
import type { ResultOf } from '../../src/cards/action-facts.ts';
import { nameText } from '../../src/cards/text.ts';
import type { Row } from '../../src/transcript/views/row.ts';
import { count, hex, many, text, texts, time } from './hostile-fields.ts';
import { marked } from './hostile-text.ts';
import { fitting, shownOutput } from './transcript-views.ts';
import { actionId } from './views.ts';

export const status = fc.oneof(
  marked,
  fc.constantFrom('Pending', 'InProgress', 'Succeeded', 'Failed', 'TimeOut', 'Cancelled', 'Created', 'Completed'),
);
export const command = fc.record({
  index: fc.nat({ max: 9_999 }),
  type: fc.oneof(marked, fc.constantFrom('RunScript', 'GetFile', 'PutFile')),
  params: fc.dictionary(fc.oneof(fc.constantFrom('ScriptName', 'Args', 'Path', 'FileName'), marked), marked),
  ...{ status, startedAt: time, endedAt: time, errors: texts },
});
export const action = fc.record({
  id: fc.oneof(fc.constant(actionId), marked),
  type: fc.oneof(fc.constant('LiveResponse'), marked),
  ...{ status, requestor: text, requestorComment: text, machineId: text, deviceName: text },
  ...{ scope: text, requestSource: text, relatedFile: fc.constant(undefined), updatedAt: time },
  ...{ createdAt: time, cancelledBy: text, cancellationComment: text, cancelledAt: time },
  errorHResult: fc.option(fc.integer(), { nil: undefined }),
  commands: many(command, 300),
});
export const resultOf: fc.Arbitrary<ResultOf> = fc.record({
  actionId: fc.constant(actionId),
  index: fc.nat({ max: 9_999 }),
  action: fc.option(action, { nil: undefined }),
  command: fc.option(command, { nil: undefined }),
  notes: fc.constant(['State and commands of the action are missing: Defender did not answer.']),
});
export const sums = fc.record({ bytes: fc.nat(), sha256: hex(64), sha1: hex(40), md5: hex(32) });
export const indicator = fc.record({
  kind: fc.constantFrom(
    ...(['sha256', 'sha1', 'md5', 'ipv4', 'ipv6', 'domain', 'url', 'email', 'registryKey', 'path', 'cve'] as const),
  ),
  ...{ value: marked, count: fc.nat(), firstLine: fc.nat(), part: fc.constantFrom('output', 'errors') },
  mark: fc.option(fc.constantFrom('private', 'documentation', 'version', 'noise'), { nil: undefined }),
});

export const transcript = fc.record({
  ...{ scriptName: text, exitCode: fc.option(fc.maxSafeInteger(), { nil: undefined }), raw: sums, content: sums },
  ...{
    areErrorsKnown: fc.boolean(),
    masked: fc.constant([{ kind: 'password', count: 2, lines: [{ part: 'output', line: 1 }] }]),
  },
  steps: fc.constant([{ kind: 'decodedAs', encoding: 'UTF-16LE' } as const]),
});
export const row: fc.Arbitrary<Row> = fc.record({
  part: fc.constantFrom('output', 'errors'),
  line: fc.nat({ max: 999_999_999 }),
  piece: fc.integer({ min: 1, max: 300_000 }),
  text: marked.map((whole) => Buffer.from(whole).subarray(0, 2_003).toString()),
  pieceOf: fc.option(fc.record({ pieces: fc.option(fc.nat(), { nil: undefined }), lineBytes: count }), {
    nil: undefined,
  }),
  ...{ isError: fc.boolean(), isMatch: fc.boolean() },
});
export const shown = fc
  .record({ rows: many(row, 40), sought: fc.option(marked.map(nameText), { nil: undefined }), isRaw: fc.boolean() })
  .map(({ rows, sought, isRaw }) =>
    shownOutput({
      isRaw,
      blocks: [{ heading: sought === undefined ? undefined : `search: ${sought}`, rows: fitting(rows) }],
      next: { title: 'Next page', words: ['from', '41'] },
    }),
  );
