import { expect, test } from '@jest/globals';
import { createExportLog, watched, type ExportResult } from '../../src/telemetry/watched-exporter.ts';
import { manualClock } from '../support/clock.ts';

function noted() {
  const clock = manualClock();
  const logged: object[] = [];
  const ignore = (): undefined => undefined;
  const log = { info: ignore, error: ignore, warn: (fields: object) => void logged.push(fields) };
  return { clock, logged, note: createExportLog(clock, log) };
}

function failed(code: unknown, message = 'no'): ExportResult {
  return { code: 1, error: Object.assign(new Error(message), { code }) };
}

test('a failure is one line a minute, whichever the signal, with how many more there were', async () => {
  const { clock, logged, note } = noted();

  note('traces', failed('ECONNREFUSED'));
  for (let times = 0; times < 5; times++) note('metrics', failed('ECONNREFUSED'));
  await clock.advance(59_999);
  note('traces', failed('ECONNREFUSED'));
  await clock.advance(1);
  note('metrics', failed(503));

  expect(logged).toEqual([
    { signal: 'traces', code: 'ECONNREFUSED' },
    { signal: 'metrics', code: 503, unlogged: 6 },
  ]);
});

test('what arrived is not worth a line', () => {
  const { logged, note } = noted();

  note('traces', { code: 0 });

  expect(logged).toEqual([]);
});

test.each([['x'.repeat(41)], ['a b'], ['https://me:pass@host'], [{ secret: 1 }], [undefined]])(
  'nothing of a failure is told but a code: %j is none',
  (code) => {
    const { logged, note } = noted();

    note('traces', failed(code, 'the key s3cret is wrong'));

    expect(logged).toEqual([{ signal: 'traces', code: undefined }]);
  },
);

test('whoever exports hears of the result as before', () => {
  const result = failed(500);
  const seen: ExportResult[] = [];
  const exporter = watched(
    { export: (_: object, done: (result: ExportResult) => void) => done(result) },
    (noted) => void seen.push(noted),
  );

  exporter.export({}, (told) => void seen.push(told));

  expect(seen).toEqual([result, result]);
});
