/**
 * Answers in which each field is sound, null, absent or anything at all, with more fields around it: what is read is
 * exactly what was said, or nothing; where what makes the thing is not there, the answer is malformed, and says where.
 */

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DefenderError } from '../../../src/defender/errors.ts';
import { alertFrom, alertItems, domainItems, ipItems } from '../../../src/defender/wire/alert.ts';
import type { Report } from '../../../src/defender/wire/fields.ts';
import { alertFileItems, fileFrom, fileStatsFrom } from '../../../src/defender/wire/files.ts';
import { pageFrom, type ItemDecoder } from '../../../src/defender/wire/list.ts';
import { machineActionFrom, machineActionItems } from '../../../src/defender/wire/machine-action.ts';
import { machineFrom, machineItems } from '../../../src/defender/wire/machine.ts';
import { resultLinkFrom } from '../../../src/defender/wire/result-link.ts';
import { userFrom, userItems } from '../../../src/defender/wire/user.ts';
import { meant, NoSuchThing } from './oracle.ts';
import { anything, bodyOf } from './any-body.ts';
import { commandShape, shapes, type Shape } from './shapes.ts';

const unheard: Report = () => undefined;
const often = { numRuns: 300 };

/** What the shape says, or `undefined` where there is no such thing. */
function expected(body: Readonly<Record<string, unknown>>, shape: Shape): object | undefined {
  try {
    return meant(body, shape);
  } catch (error) {
    if (error instanceof NoSuchThing) return undefined;
    throw error;
  }
}

/** What was read, or `undefined` for an answer that is malformed and says where. */
function read(decode: (body: unknown, report: Report) => unknown, body: unknown): unknown {
  try {
    return decode(body, unheard);
  } catch (error) {
    expect(error).toBeInstanceOf(DefenderError);
    expect(error).toMatchObject({ kind: 'malformed', message: expect.stringMatching(/ where [\w.[\]@]+ should be: /) });
    return undefined;
  }
}

describe.each([
  ['an alert', alertFrom, shapes.alert],
  ['a file', fileFrom, shapes.file],
  ['how often a file was seen', fileStatsFrom, shapes.stats],
  ['a device', machineFrom, shapes.machine],
  ['a user', userFrom, shapes.user],
] as const)('%s', (_, decode, shape) => {
  test('is what was said of it, field by field', () => {
    fc.assert(
      fc.property(bodyOf(shape), (body) => {
        expect(read(decode, body)).toStrictEqual(expected(body, shape));
      }),
      often,
    );
  });
});

describe('an action', () => {
  const commands = fc.array(fc.oneof(bodyOf(commandShape), anything), { maxLength: 4 });

  test('is what was said of it, field by field, with those commands that have an index', () => {
    fc.assert(
      fc.property(bodyOf(shapes.action), commands, (body, sent) => {
        const about = expected(body, shapes.action);

        const found = read(machineActionFrom, { ...body, commands: sent });

        const known = sent.flatMap((one) => {
          const command = typeof one === 'object' && one !== null && !Array.isArray(one) ? one : {};
          const of = meant(command as Readonly<Record<string, unknown>>, commandShape); // an object by the line before
          return of['index'] === undefined ? [] : [expect.objectContaining(of)];
        });
        expect(found).toEqual(about && { ...about, commands: known });
      }),
      often,
    );
  });

  test('has of its commands the type and the parameters that are texts', () => {
    const param = fc.record({
      key: fc.oneof(fc.constantFrom('ScriptName', 'Args', '__proto__'), anything),
      value: anything,
    });
    const command = fc.record({ type: anything, params: fc.oneof(fc.array(fc.oneof(param, anything)), anything) });
    fc.assert(
      fc.property(fc.oneof(command, anything), (sent) => {
        const action = { id: 'a', type: 'LiveResponse', status: 'Failed', commands: [{ index: 0, command: sent }] };

        const [found] = machineActionFrom(action, unheard).commands;

        const { type, params } = Object(sent) as { type?: unknown; params?: unknown }; // any JSON
        expect(found?.type).toBe(typeof type === 'string' && type !== '' && !Array.isArray(sent) ? type : 'Unknown');
        const said = (Array.isArray(params) ? params : []) as readonly unknown[]; // any JSON
        for (const [key, value] of Object.entries(found?.params ?? {}))
          expect(said).toContainEqual(expect.objectContaining({ key, value }));
      }),
      often,
    );
  });
});

describe.each<[string, ItemDecoder<unknown>, Shape]>([
  ['alerts', alertItems, shapes.alert],
  ['devices', machineItems, shapes.machine],
  ['users', userItems, shapes.user],
])('a page of %s', (_, items, shape) => {
  test('has each that is one, as it was said, in order; the others are counted', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(bodyOf(shape), anything), { maxLength: 6 }), anything, (sent, next) => {
        const page = pageFrom({ value: sent, '@odata.nextLink': next, '@odata.count': next }, items, unheard);

        const known = sent.flatMap((one) => {
          const isObject = typeof one === 'object' && one !== null && !Array.isArray(one);
          return isObject ? (expected(one as Readonly<Record<string, unknown>>, shape) ?? []) : []; // by the line before
        });
        expect(page.items).toEqual(known);
        expect(page.size).toBe(sent.length);
        expect(page.nextLink).toBe(typeof next === 'string' && next !== '' ? next : undefined);
        expect(page.hasNext).toBe(next !== null && next !== undefined);
      }),
      { numRuns: 150 },
    );
  });
});

test('a page of actions has none without its id, its type or its status', () => {
  fc.assert(
    fc.property(fc.array(bodyOf(shapes.action), { maxLength: 6 }), (sent) => {
      const page = pageFrom({ value: sent }, machineActionItems, unheard);

      const known = sent.flatMap((one) => expected(one, shapes.action) ?? []);
      expect(page.items).toEqual(known.map((one) => ({ ...one, commands: [] })));
    }),
    often,
  );
});

test.each([
  ['domains', domainItems, 'host'],
  ['addresses', ipItems, 'id'],
] as const)('a page of %s is the texts that were sent, and nothing else', (_, items, name) => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.record({ [name]: anything }), anything)), (sent) => {
      const texts = sent.flatMap((one) => {
        const value: unknown =
          typeof one === 'object' && one !== null ? Object.entries(one).find(([key]) => key === name)?.[1] : undefined;
        return typeof value === 'string' && value !== '' && !Array.isArray(one) ? [value] : [];
      });

      expect(pageFrom({ value: sent }, items, unheard).items).toEqual(texts);
    }),
    often,
  );
});

test('the files of an alert are each what was said of it; what is no object is none', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(bodyOf(shapes.file), anything), { maxLength: 6 }), (sent) => {
      const known = sent.flatMap((one) =>
        typeof one === 'object' && one !== null && !Array.isArray(one)
          ? [meant(one as Readonly<Record<string, unknown>>, shapes.file)] // by the line before
          : [],
      );

      expect(pageFrom({ value: sent }, alertFileItems, unheard).items).toEqual(known);
    }),
    often,
  );
});

test.each([
  ['alerts', (body: unknown) => pageFrom(body, alertItems, unheard)],
  ['files', (body: unknown) => pageFrom(body, alertFileItems, unheard)],
  ['domains', (body: unknown) => pageFrom(body, domainItems, unheard)],
  ['actions', (body: unknown) => pageFrom(body, machineActionItems, unheard)],
] as const)('no list, no %s: an answer without one is malformed, not empty', (path, decode) => {
  fc.assert(
    fc.property(fc.oneof(anything, fc.record({ value: anything })), (body) => {
      const { value } = Object(body) as { value?: unknown }; // any JSON
      fc.pre(!Array.isArray(value));

      expect(() => decode(body)).toThrow(
        expect.objectContaining({ kind: 'malformed', message: expect.stringContaining(path) }),
      );
    }),
    often,
  );
});

test('a link is the text that was sent, without the quotes around it', () => {
  fc.assert(
    fc.property(fc.record({ value: anything }, { requiredKeys: [] }), (body) => {
      const { value } = body;
      const text = typeof value === 'string' && value !== '' ? value.replace(/^"(.*)"$/, '$1') : undefined;

      expect(read(resultLinkFrom, body)).toBe(text);
    }),
    often,
  );
});
