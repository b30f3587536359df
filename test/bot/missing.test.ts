import { expect, test } from '@jest/globals';
import { missingParts } from '../../src/bot/missing.ts';
import { DefenderError } from '../../src/defender/errors.ts';

const at = new Date('2026-11-24T14:03:22Z');
const failed = (error: DefenderError) => ({ ok: false, error }) as const;
const unreachable = new DefenderError('unreachable', 'x');
const forbidden = new DefenderError('forbidden', 'x', { code: 'DisabledFeature' });

test('a part that was had, or not asked for, is not missing', () => {
  expect(missingParts({ Alerts: { ok: true, value: 1 }, Users: undefined }, at)).toEqual({ errors: [], notes: [] });
});

test('each reason is said once, with all that it holds for', () => {
  const { errors, notes } = missingParts(
    { Alerts: failed(unreachable), Users: failed(forbidden), 'Latest actions': failed(unreachable) },
    at,
  );

  expect(errors).toEqual([unreachable, forbidden, unreachable]);
  expect(notes[0]).toBe('Alerts and latest actions are missing: Defender did not answer.');
  expect(notes[1]).toMatch(/^Users are missing: That feature is turned off in this tenant\./);
});

test('three parts are listed as words are', () => {
  const parts = { A: failed(unreachable), B: failed(unreachable), 'C d': failed(unreachable) };

  expect(missingParts(parts, at).notes).toEqual(['A, b and c d are missing: Defender did not answer.']);
});
