/** What is said of what was filled in, on every form of an answer, and what goes wrong with it. */

import { expect, test } from '@jest/globals';
import { actions } from '../../emulator/data/ids.ts';
import { actionId } from '../../src/bot/arg.ts';
import { defineCommand, type CardReply } from '../../src/bot/command.ts';
import { messageCard } from '../../src/cards/message.ts';
import type { Card } from '../../src/cards/render.ts';
import type { Opened } from '../../src/state/context.ts';
import { linesOf } from '../cards/reading.ts';
import { manualClock } from '../support/clock.ts';
import { harness, tooLarge, type Harness, type HarnessOptions } from './turn-harness.ts';

const note = `For the action you opened at 14:03 UTC (just now): ${actions.minidump}`;
const card = (text: string): CardReply => ({ outcome: 'answered', subject: 'grow', card: messageCard(text) });
const grow = defineCommand({
  ...{ name: 'grow', aliases: [], summary: 'grow', examples: ['grow'], permissions: [] },
  ...{ evidence: false, listed: true, group: 'bot' as const },
  args: { actionId: actionId('') },
  run: () =>
    Promise.resolve({
      ...card('first'),
      async *later() {
        yield await Promise.resolve(card('all'));
      },
    }),
});
const opened: Opened = { kind: 'action', id: actions.minidump, openedAt: manualClock().now() };
const context = { remember: () => Promise.resolve(), latest: () => Promise.resolve(opened) };
const stage = (options: HarnessOptions = {}): Harness => harness({ commands: [grow], context, ...options });

test('a card says it when it has grown, too', async () => {
  const said = stage();
  await said.type('grow');

  expect(said.out).toEqual(['post m1: first', 'edit m1: all']);
  expect(linesOf(said.standing.get('m1') as Card)).toEqual([note, 'all']); // `grow` answers with cards
});

test('what is left where it is too large says it too', async () => {
  const said = stage();
  said.failingOnce.set('post', tooLarge());
  said.failing.set('edit', new Error('lost'));
  await said.type('grow');

  expect(linesOf(said.standing.get('m2') as Card).slice(0, 2)).toEqual([note, 'first']); // `grow` answers with cards
});

test('nothing is said where the state does not answer: the id is asked for, and the log says why', async () => {
  const said = stage({ context: { ...context, latest: () => Promise.reject(new RangeError('disk')) } });
  await said.type('grow');

  expect(said.out).toEqual(['post m1: That was not understood']);
  expect(said.logged.join('\n')).toContain('the state does not say what was opened last');
});

test('it stands where it cannot be kept what was opened, and the log says why', async () => {
  const about: CardReply = { ...card('there'), about: { kind: 'action', id: actions.minidump } };
  const command = { ...grow, run: () => Promise.resolve(about) };
  const remember = (): Promise<void> => Promise.reject(new RangeError('disk'));
  const said = stage({ commands: [command], context: { ...context, remember } });
  await said.type('grow');

  expect(said.out).toEqual(['post m1: there']);
  expect(said.logged.join('\n')).toContain('what was opened could not be kept');
});

test('an answer that Teams refused opens nothing', async () => {
  const kept: unknown[] = [];
  const about: CardReply = { ...card('there'), about: { kind: 'action', id: actions.minidump } };
  const remember = (_: unknown, one: unknown): Promise<void> => Promise.resolve(void kept.push(one));
  const command = { ...grow, run: () => Promise.resolve(about) };
  const said = stage({ commands: [command], context: { ...context, remember } });
  said.failingOnce.set('post', new RangeError('refused'));
  await said.type('grow');

  expect(said.out).toEqual([expect.stringContaining('Teams did not take my answer')]);
  expect(kept).toEqual([]);
  await said.type('grow');
  expect(kept).toHaveLength(1);
});

test.each([
  ['alert', 'a b'],
  ['incident', '1e3'],
  ['file', 'kms.exe'],
  ['device', 'LAPTOP-042'],
  ['action', '_988cc94e_'],
] as const)('an id of Defender that nobody could type is not kept: %s %s', async (kind, id) => {
  const kept: unknown[] = [];
  const run = (): Promise<CardReply> => Promise.resolve({ ...card('there'), about: { kind, id } });
  const remember = (_: unknown, about: unknown): Promise<void> => Promise.resolve(void kept.push(about));
  const said = stage({ commands: [{ ...grow, run }], context: { ...context, remember } });
  await said.type('grow');

  expect(kept).toEqual([]);
});
