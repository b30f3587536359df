import { expect, test } from '@jest/globals';
import { createAuditHeads } from '../../src/state/audit-heads.ts';
import { headWords } from '../../src/state/audit-record.ts';
import { openState } from '../../src/state/state.ts';
import { auditRecordOf } from '../support/audit.ts';
import { manualClock } from '../support/clock.ts';

test('the head is logged at the start, each hour and at the end, and nothing after that', async () => {
  const clock = manualClock();
  const state = await openState({ file: ':memory:' });
  const logged: unknown[] = [];
  const log = { info: (fields: object) => void logged.push(fields), warn: () => undefined, error: () => undefined };
  const heads = createAuditHeads({ audit: state.audit, clock, log });

  await heads.start();
  const first = await state.audit.append(auditRecordOf());
  await clock.advance(60 * 60_000);
  const second = await state.audit.append(auditRecordOf());
  await heads.stop();
  await clock.advance(60 * 60_000);

  expect(logged).toEqual([`0:${'0'.repeat(64)}`, headWords(first), headWords(second)].map((head) => ({ head })));
  expect(clock.sleepers).toBe(0);
  await state.close();
});

test('a head that cannot be read is logged as that, and the next hour is another try', async () => {
  const clock = manualClock();
  const errors: unknown[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: (fields: object) => void errors.push(fields) };
  const heads = createAuditHeads({ audit: { head: () => Promise.reject(new RangeError('gone')) }, clock, log });

  await heads.start();
  await clock.advance(60 * 60_000);

  expect(errors).toHaveLength(2);
  await heads.stop();
});
