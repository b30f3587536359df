/** Which words leave the id out. Everything was opened: whatever may take it, does. */

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { questionOf } from '../../src/bot/attempt.ts';
import { commands } from '../../src/bot/commands/index.ts';
import type { Request } from '../../src/bot/incoming.ts';
import { recalled } from '../../src/bot/recall.ts';
import type { OpenedKind } from '../../src/state/context.ts';
import { personalPlace } from '../support/access.ts';
import { manualClock } from '../support/clock.ts';

const opened: Readonly<Record<OpenedKind, string>> = {
  alert: '636688558380765161_2136280442',
  incident: '2451',
  file: '470a75fe3da2ddf9d27fb3f9c96e6c665506ea7ba26ab89f0c89606f678ae4a2',
  device: '7b5b0a8d3e1f42c6a90d5e7c81f3b264d9ea0c17',
  action: '988cc94e-7a8f-4b28-ab65-54970c5d5018',
};

/** The words of the command in the end; `undefined`: none is understood. `isFilled`: not all of them were typed. */
async function wordsOf(
  request: Request,
): Promise<{ readonly words: readonly string[] | undefined; readonly isFilled: boolean }> {
  const person = { id: '29:ana', objectId: undefined, name: 'Ana' };
  const about = { conversationId: 'c', activityId: 'a', person, isRoom: false, place: personalPlace };
  const incoming = { ...about, request };
  const question = questionOf(incoming, commands);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const full = await recalled(question, incoming, {
    context: {
      remember: () => Promise.resolve(),
      latest: (_, [kind = 'alert']) => Promise.resolve({ kind, id: opened[kind], openedAt: 0 }),
    },
    clock: manualClock(),
    log,
  });
  return { words: full.invocation?.words, isFilled: full !== question };
}

const typed = (text: string): Request => ({ kind: 'typed', text });

test.each([
  ['files', [opened.alert]],
  [': files', [opened.alert]],
  ['Files? ', [opened.alert]],
  ['files page 2', [opened.alert, 'page', '2']],
  ['hashes', [opened.alert]],
  ['hashes md5 page 2', [opened.alert, 'md5', 'page', '2']],
  ['alert', [opened.alert]],
  ['incident', [opened.incident]],
  ['file', [opened.file]],
  ['device', [opened.device]],
  ['action', [opened.action]],
  ['result', [opened.action]],
  ['on-it', [opened.alert]],
  ['kql', ['file', opened.file]],
  ['result 0', [opened.action, '0']],
  ['output 1 tail 5', [opened.action, '1', 'tail', '5']],
  ['result errors', [opened.action, 'errors']],
  ['result grep "" ...', [opened.action, 'grep', '"" ...']],
  [`result grep ${opened.alert}`, [opened.action, 'grep', opened.alert]],
])('“%s” leaves it out', async (text, words) => {
  expect(await wordsOf(typed(text))).toEqual({ words, isFilled: true });
});

test.each([
  'files 63668855838076516',
  'files page',
  'files incident',
  'files all',
  'files ""',
  'files ID:',
  'files &lt;&gt; page 2',
  'files …',
  'result [] grep x',
  'hashes sha512',
  'hashes sha1 636688558380765161',
  'alert 2',
  'incident x',
  'incident page',
  'file 470a75fe',
  'file kms.exe',
  'device page 2',
  'device LAPTOP-O42',
  'device !!!',
  'action 0',
  'action 988cc94e-7a8f-4b28-ab65',
  'result 988cc94e-7a8f-4b28-ab65',
  'result 12345',
  'result 0 1',
  'result grep',
  'result of',
  'lookup',
  'release',
  'kql file',
  'kql device page 2',
  'actions',
  'alerts',
  'help',
  'filse',
])('“%s” does not: what was typed is looked at, and nothing else', async (text) => {
  expect(await wordsOf(typed(text))).toMatchObject({ isFilled: false });
});

/** All that may stand behind an id, but for a search. */
const behind =
  /^(?:\d{1,4} ?|all ?|sha-?256 ?|sha-?1 ?|md5 ?)?(?:(?:page|from|head|tail) ?e?\d*|errors(?: from e?\d+)?|raw(?: from e?\d+)?|iocs(?: page \d+)?)?$/i;

/** Nothing of them is left as a word. */
const empty = ['"', '“”', '..', 'ID:', '&lt;'] as const;

const piece = fc.oneof(
  fc.constantFrom('page', 'all', '0', '2', 'sha1', 'md5', 'errors', 'raw', 'iocs', 'from', 'e3', 'head', 'tail'),
  fc.constantFrom('incident', '2451', '#2451', 'LAPTOP-042', 'constructor', '988cc94e-7a8f'),
  fc.constantFrom(...empty),
  fc.constantFrom(...Object.values(opened)),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.stringMatching(/^[\da-f]{1,41}$/),
);
/** A mark such as `?` is none before other words: the first word behind it is the command. */
const command = fc.constantFrom(
  ...commands.flatMap(({ name, aliases }) => [name, ...aliases]).filter((name) => /\w/.test(name)),
);

test('whatever is typed behind a command is never replaced', async () => {
  await fc.assert(
    fc.asyncProperty(command, fc.array(piece, { minLength: 1, maxLength: 4 }), async (name, pieces) => {
      const { words = [], isFilled } = await wordsOf(typed([name, ...pieces].join(' ')));
      if (!isFilled) return;

      expect(pieces.filter((one) => empty.some((each) => each === one))).toEqual([]);
      expect(words.slice(['incident', 'file', 'device'].includes(words[0] ?? '') ? 2 : 1).join(' ')).toMatch(behind);
    }),
    { numRuns: 3_000 },
  );
});

test('a button never leaves it out', async () => {
  await fc.assert(
    fc.asyncProperty(command, fc.array(piece, { maxLength: 3 }), async (name, words) => {
      const press = { command: name, words, revision: 1, isPersonal: false, isFresh: false };

      expect(await wordsOf({ kind: 'pressed', press, cardId: 'm1' })).toEqual({ words, isFilled: false });
    }),
  );
});
