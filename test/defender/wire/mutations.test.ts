/**
 * Sound answers, of which any field may be missing, null, of another type or beside the point. What was kept is read as
 * it is, what was broken is not there, and nothing stands for something else.
 */

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { alertFrom, alertItems } from '../../../src/defender/wire/alert.ts';
import type { Report } from '../../../src/defender/wire/fields.ts';
import { fileFrom, fileStatsFrom } from '../../../src/defender/wire/files.ts';
import { pageFrom } from '../../../src/defender/wire/list.ts';
import { machineActionFrom } from '../../../src/defender/wire/machine-action.ts';
import { machineFrom } from '../../../src/defender/wire/machine.ts';
import { userFrom } from '../../../src/defender/wire/user.ts';
import { reports } from './reports.ts';
import { soundAlert, soundBodies, type SoundBody } from './sound-bodies.ts';

const decoders: Readonly<Record<keyof typeof soundBodies, (body: unknown, report: Report) => object>> = {
  alert: alertFrom,
  file: fileFrom,
  stats: fileStatsFrom,
  machine: machineFrom,
  user: userFrom,
  action: machineActionFrom,
};

const fates = ['kept', 'absent', 'null', 'wrong type', 'empty object'] as const;
type Fate = (typeof fates)[number];

function changed(value: unknown, fate: Fate): unknown {
  switch (fate) {
    case 'kept':
      return value;
    case 'absent':
      return undefined;
    case 'null':
      return null;
    case 'empty object':
      return Array.isArray(value) || typeof value !== 'object' ? {} : 'text';
    case 'wrong type':
      return typeof value === 'string' ? 7.5 : typeof value === 'number' ? '12 or so' : 3;
  }
}

/** The fate of each field that may break. */
function fateOf({ fields }: SoundBody): fc.Arbitrary<Readonly<Record<string, Fate>>> {
  return fc.record(Object.fromEntries(Object.keys(fields).map((name) => [name, fc.constantFrom(...fates)])));
}

function broken({ required, fields }: SoundBody, fate: Readonly<Record<string, Fate>>): object {
  const entries = Object.entries(fields).map(
    ([name, [value]]) => [name, changed(value, fate[name] ?? 'kept')] as const,
  );
  return { ...required, ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)) };
}

describe.each(Object.entries(soundBodies))('%s', (name, sound) => {
  // The keys of both records are the same, which Object.entries forgets.
  const decode = decoders[name as keyof typeof soundBodies];

  test('read from a sound answer has every field, and no complaint', () => {
    const { report, told } = reports();

    const decoded = decode(broken(sound, {}), report);

    expect(decoded).toEqual({ ...sound.read, ...fieldsRead(sound, () => true) });
    expect(told).toEqual([]);
  });

  test('has what was kept, and nothing in place of what was broken', () => {
    fc.assert(
      fc.property(fateOf(sound), fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 }), (fate, more) => {
        const { report } = reports();

        const decoded = decode({ ...prefixed(more), ...broken(sound, fate) }, report);

        expect(decoded).toEqual({ ...sound.read, ...fieldsRead(sound, (field) => fate[field] === 'kept') });
      }),
      { numRuns: 200 },
    );
  });

  test('names each field of the wrong type, and none that is missing', () => {
    fc.assert(
      fc.property(fateOf(sound), (fate) => {
        const { report, told } = reports();

        decode(broken(sound, fate), report);

        const wrong = Object.keys(fate).filter((field) => ['wrong type', 'empty object'].includes(fate[field] ?? ''));
        expect(new Set(told.map(({ path }) => path.split('.')[1]))).toEqual(new Set(wrong.slice(0, 20)));
      }),
      { numRuns: 100 },
    );
  });
});

/** What no decoder looks for. */
function prefixed(more: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(more).map(([name, value]) => [`x-${name}`, value]));
}

/** The domain fields with the value of what was kept, or with what stands for nothing. */
function fieldsRead({ fields }: SoundBody, isKept: (name: string) => boolean): object {
  return Object.fromEntries(
    Object.entries(fields).map(([name, [, key, value, nothing]]) => [key, isKept(name) ? value : nothing]),
  );
}

describe('a list', () => {
  const notOne = fc.constantFrom(null, 7, 'text', [], {}, { id: null }, { id: 7 }, { id: '' }, { title: 'no id' });

  test('keeps each sound item in its order, and counts those that are none', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant('sound' as const), notOne), { maxLength: 15 }), (plan) => {
        const { report, told } = reports();
        const value = plan.map((item, at) => (item === 'sound' ? { ...soundAlert, id: `a${at}` } : item));

        const page = pageFrom({ value }, alertItems, report);

        const sound = plan.flatMap((item, at) => (item === 'sound' ? [`a${at}`] : []));
        expect(page.items.map(({ id }) => id)).toEqual(sound);
        expect(page.size - page.items.length).toBe(told.length);
        expect(page.size).toBe(plan.length);
      }),
    );
  });
});
