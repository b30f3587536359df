/** What must hold for any text whatever. */

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Context } from '../../src/bot/command.ts';
import { commands } from '../../src/bot/commands/index.ts';
import { resolve, run } from '../../src/bot/dispatch.ts';
import { UsageError } from '../../src/bot/errors.ts';
import { wordsIn } from '../../src/bot/words.ts';
import { createOperatorLinks } from '../../src/cards/operator-links.ts';
import { createPortal } from '../../src/cards/portal.ts';
import { DefenderError } from '../../src/defender/errors.ts';
import { openAccess, personalPlace } from '../support/access.ts';
import { healthOf } from '../support/health.ts';

const piece = fc.oneof(
  fc.constantFrom('files', 'hashes', 'result', 'help', 'page', 'all', 'ID:', ',', '"', '..', '/', '%2F', '%2e%2e', '?'),
  fc.constantFrom('636688558380765161_2136280442', '988cc94e-7a8f-4b28-ab65-54970c5d5018', '0', 'constructor'),
  fc.constantFrom('https://security.microsoft.com/alerts/', 'hxxps://security[.]microsoft[.]com/files/', 'machines1'),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ maxLength: 20 }),
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' ')),
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
);
const anyWords = fc.oneof(text.map(wordsIn), fc.array(piece, { maxLength: 6 }));

/** Ids of Defender, and nothing that could lead to another path. */
const idShape = /^[\w-]{10,128}$/;

function recorder(asked: unknown[]): Context {
  const refuse = (...parts: readonly unknown[]): Promise<never> => {
    asked.push(...parts.filter((part) => typeof part === 'string' || typeof part === 'number'));
    return Promise.reject(new DefenderError('notFound', 'nothing here'));
  };
  return {
    commands,
    watching: {
      here: () => Promise.resolve([]),
      find: () => Promise.resolve(undefined),
      list: () => Promise.resolve([]),
      checkRoom: () => Promise.resolve(),
      begin: () => Promise.resolve(),
      stop: () => Promise.resolve(),
      until: () => new Date(0),
    },
    defender: {
      alert: refuse,
      alerts: refuse,
      alertsByIds: refuse,
      alertFiles: refuse,
      alertMachine: refuse,
      alertUser: refuse,
      alertDomains: refuse,
      alertIps: refuse,
      file: refuse,
      fileStats: refuse,
      fileAlerts: refuse,
      fileMachines: refuse,
      machine: refuse,
      machinesByName: () => refuse(), // a name is quoted, and stands in no path
      machinesByTag: refuse,
      machinesByIp: refuse,
      machinesByLastIp: refuse,
      machineUsers: refuse,
      machineAction: refuse,
      machineActions: refuse,
      machineActionsByIds: refuse,
      liveResponseResult: refuse,
    },
    results: ({ link }) => link().then(() => Promise.reject(new TypeError('There is no link'))),
    grep: () => Promise.reject(new TypeError('There is nothing to search')),
    indicators: () => Promise.reject(new TypeError('There is nothing to search')),
    portal: createPortal('https://security.microsoft.com', undefined),
    operatorLinks: createOperatorLinks([]),
    health: healthOf(),
    audit: { page: () => Promise.resolve([]), findings: () => Promise.resolve([]) },
    messageLinks: () => undefined,
    conversationId: 'c1',
    onIt: {
      claim: (holding) => Promise.resolve({ isTaken: true, holding }),
      release: () => Promise.resolve(true),
      of: () => Promise.resolve([]),
      all: () => Promise.resolve([]),
      heldBy: () => Promise.resolve([]),
    },
    shiftMs: 1,
    subscriptions: {
      begin: () => Promise.resolve(true),
      all: () => Promise.resolve([]),
      ofRoom: () => Promise.resolve([]),
      end: () => Promise.resolve(true),
      endRoom: () => Promise.resolve(),
      setRefusals: () => Promise.resolve(),
    },
    now: () => new Date(0),
    asOf: () => new Date(0),
    turnId: 'turn',
    shownFor: undefined,
    asker: {
      mode: 'open',
      placeKind: 'personal',
      place: personalPlace,
      person: { id: '29:ana', objectId: undefined, name: 'Ana' },
      holder: () => openAccess.holder({ id: 'ana', objectId: undefined }, personalPlace),
      evidenceHere: () => Promise.resolve('shown'),
    },
    pressedCard: undefined,
    signal: new AbortController().signal,
    progress: () => undefined,
  };
}

test('no text makes resolve throw anything but a UsageError', () => {
  fc.assert(
    fc.property(anyWords, (words) => {
      try {
        expect(commands).toContain(resolve(commands, words).command);
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('no text reaches Defender unless it has the shape of an id, typed or from a button', async () => {
  await fc.assert(
    fc.asyncProperty(anyWords, fc.boolean(), async (words, isPressed) => {
      const asked: unknown[] = [];
      try {
        const [name = '', ...rest] = words;
        const command = isPressed ? commands.find((one) => one.name === name) : undefined;
        const invocation = command === undefined ? resolve(commands, words) : { command, words: rest };
        await run(invocation, recorder(asked));
      } catch (error) {
        expect(error instanceof UsageError || error instanceof DefenderError).toBe(true);
      }

      expect(asked.filter((part) => typeof part !== 'string' || !idShape.test(part))).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});
