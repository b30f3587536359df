/** Who is on the alerts of a list: one question for all of them. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { alerts } from '../../emulator/data/ids.ts';
import { onItOfAlerts } from '../../src/bot/on-it.ts';
import { StateError } from '../../src/state/errors.ts';
import type { OnIt } from '../../src/state/on-it.ts';
import { read, startConversation, type Conversation } from '../support/conversation.ts';

const two = [
  { id: 'da1_AB', incidentId: 2451 },
  { id: 'da1_2', incidentId: undefined },
] as const;

function contextOf(of: OnIt['of']): Parameters<typeof onItOfAlerts>[1] {
  const unasked = (): Promise<never> => Promise.reject(new Error('Nobody asks for that'));
  return {
    onIt: { of, claim: unasked, release: unasked, all: unasked, heldBy: unasked },
    now: () => new Date('2026-11-24T14:03:22Z'),
  };
}

test('the alerts and their incidents are asked for together', async () => {
  const asked: string[] = [];
  const nobody: OnIt['of'] = (subjects) => {
    asked.push(subjects.map(({ kind, id }) => `${kind} ${id}`).join(', '));
    return Promise.resolve([]);
  };

  const rows = await onItOfAlerts(two, contextOf(nobody));

  expect(asked).toEqual(['alert da1_ab, alert da1_2, incident 2451']);
  expect(rows).toEqual(new Map());
});

test('it is not known where the state does not answer', async () => {
  const context = contextOf(() => Promise.reject(new StateError('away')));

  expect(await onItOfAlerts(two, context)).toBeUndefined();
});

let chat: Conversation;

beforeEach(async () => {
  chat = await startConversation();
});

afterEach(() => chat.close());

describe('rows of alerts say who is on them', () => {
  const rowsOf = (answer: Awaited<ReturnType<Conversation['say']>>): readonly string[] =>
    read(answer).lines.filter((line) => line.includes(' is on it'));

  test('in the list of an incident', async () => {
    await chat.say(`on-it ${alerts.malware}`, { by: 'Bea' });

    const rows = rowsOf(await chat.say('incident 2451'));

    expect(rows).toEqual([expect.stringMatching(/ · Bea is on it(?: · |$)/)]);
  });

  test('in a list of several, with who is on their incident', async () => {
    await chat.say(`on-it ${alerts.hackTool}`, { by: 'Bea' });
    await chat.say('on-it incident 2451');

    const rows = rowsOf(await chat.say(`alert ${alerts.hackTool} ${alerts.malware}`));

    expect(rows).toEqual([
      expect.stringMatching(/ · Bea is on it$/),
      expect.stringMatching(/ · Alex Wilber is on its incident$/),
    ]);
  });

  test('in the latest ones', async () => {
    await chat.say('on-it incident 2451');

    expect(rowsOf(await chat.say('alerts 200')).length).toBeGreaterThan(0);
  });
});
