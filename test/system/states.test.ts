/**
 * Every command in every state. Each card that goes out is checked on its way: valid for every client, within Teams'
 * size, within the limits of actions.
 */

import { describe, expect, test } from '@jest/globals';
import type { Fault } from '../../emulator/control/faults.ts';
import { bareApp } from '../../emulator/identity.ts';
import type { Defender } from '../../src/defender/client.ts';
import { deceiving, sentinel } from '../cards/hostile-text.ts';
import { placesOf } from '../cards/places.ts';
import { actionCalled } from '../support/card-read.ts';
import {
  lines,
  read,
  startConversation,
  titles,
  type Conversation,
  type ConversationOptions,
  type Sent,
} from '../support/conversation.ts';
import { alertRows } from '../bot/commands/states/alerts.ts';
import { shown, type Cell, type Row } from '../bot/commands/states/cell.ts';
import { deviceRows } from '../bot/commands/states/devices.ts';
import { fileRows } from '../bot/commands/states/files.ts';

const rows = { ...alertRows, ...fileRows, ...deviceRows };

async function inConversation(
  options: ConversationOptions,
  faults: readonly Fault[],
  told: (chat: Conversation) => Promise<void>,
): Promise<void> {
  const chat = await startConversation(options);
  try {
    for (const fault of faults) chat.emulator.addFault(fault);
    await told(chat);
  } finally {
    await chat.close();
  }
}

function textOf(sent: Sent): string {
  return 'text' in sent.message ? sent.message.text : lines(sent);
}

function outcomeOf(chat: Conversation): string | undefined {
  return /"outcome":"(\w+)"/.exec(chat.logged.at(-1) ?? '')?.[1];
}

/** Why there is none, or what there is. */
function stateOf({ states }: Row, state: (typeof shown)[number]): Cell | undefined {
  const cell = states[state];
  return typeof cell === 'string' ? undefined : cell;
}

const cells = Object.entries(rows).flatMap(([command, row]) =>
  shown.flatMap((state) => {
    const cell = stateOf(row, state);
    return cell === undefined ? [] : [[command, state, cell] as const];
  }),
);

test.each(cells)('%s, %s', async (_, __, { say, shows, offers = [], outcome, in: options = {}, fault }) => {
  await inConversation(options, fault === undefined ? [] : [fault], async (chat) => {
    const answer = await chat.say(say);

    const text = textOf(answer);
    for (const words of shows) {
      if (typeof words === 'string') expect(text).toContain(words);
      else expect(text).toMatch(words);
    }
    for (const title of offers) {
      if (title.startsWith('-')) expect(actionCalled(title.slice(1), read(answer))).toBeUndefined();
      else expect(actionCalled(title, read(answer))).toBeDefined();
    }
    expect(outcomeOf(chat)).toBe(outcome);
  });
});

/** Those that cannot answer without Defender, with the question of their full state. */
const needing = Object.entries(rows).flatMap(([command, row]) => {
  const full = stateOf(row, 'full');
  return row.needs === undefined || full === undefined ? [] : [[command, full.say, row.needs] as const];
});
const atOnce = { limits: { attempts: 1 } };

describe.each(needing)('%s', (_, say, { path, permission, field }) => {
  test('forbidden: names the permission, and does not offer what cannot help', async () => {
    await inConversation({ app: bareApp }, [], async (chat) => {
      const answer = await chat.say(say);

      expect(lines(answer).split('\n')[0]).toBe(permission);
      expect(lines(answer)).toContain('An administrator of Entra ID can grant it');
      expect(titles(answer)).not.toContain('Try again');
      expect(outcomeOf(chat)).toBe('failed');
    });
  });

  test('throttled: says when to come back, and has the button for it', async () => {
    const fault = { kind: 'status', status: 429, retryAfterSeconds: 120, match: path } as const;
    await inConversation({}, [fault], async (chat) => {
      const answer = await chat.say(say);

      expect(lines(answer)).toMatch(
        /^Defender’s request quota is used up\.\nTry again in 2 min, at \d\d:\d\d:\d\d UTC\.\n/,
      );
      expect(titles(answer)).toEqual(['Try again']);
      expect(outcomeOf(chat)).toBe('failed');
    });
  });

  const damage: readonly (readonly [string, Fault])[] = [
    ['is cut off', { kind: 'malformedJson' }],
    ['is nothing', { kind: 'empty' }],
    ...(field === undefined ? [] : [['has something else where it matters', { kind: 'wrongType', field }] as const]),
  ];

  test.each(damage)('malformed: an answer that %s is not shown as one', async (__, fault) => {
    await inConversation(atOnce, [{ ...fault, match: path }], async (chat) => {
      const answer = await chat.say(say);

      expect(lines(answer)).toMatch(/^Defender’s answer made no sense\.\n/);
      expect(lines(answer)).toMatch(/reference [0-9a-f]{8}/);
      expect(titles(answer)).toEqual(['Try again']);
      expect(outcomeOf(chat)).toBe('failed');
    });
  });

  test('hostile: all texts of Defender’s are inert, and nothing leads elsewhere', async () => {
    await inConversation({ through: poisoned }, [], async (chat) => {
      const answer = await chat.say(say);

      if ('text' in answer.message) expect(answer.message.text).toMatch(/^[0-9a-f\n]+$/);
      else {
        expect(lines(answer)).toContain('⟨U+202E⟩');
        for (const line of read(answer).lines) expect(line.replaceAll(noDate, '')).not.toMatch(deceiving);
        expect(lines(answer)).not.toContain('{{DATE');
        const places = placesOf(answer.message.content).filter(([, value]) => value.includes(sentinel));
        expect([...new Set(places.map(([place]) => place))]).toEqual(['TextRun.text']);
        expect(answer.message.summary).toMatch(/^[\p{L}\p{N} ._\-:;,()…'’]*$/u);
        const hosts = read(answer).actions.flatMap(({ url }) => (url === undefined ? [] : [new URL(url).host]));
        expect(hosts.filter((host) => host !== 'security.microsoft.com')).toEqual([]);
      }
    });
  });
});

const hostileText = `${sentinel}\u202E <at>All</at> [x](http://evil.example) \${title}\n\u200B**b** {{DATE(2026-01-01T00:00:00Z)}}`;
/** Between braces that a client would take for a date. */
const noDate = '\u200B';
/** Ids and what decides how a card is built stay: else there would be nothing to show. */
const kept = /^(?:id|sha1|sha256|md5|machineId|type|entityType|status)$/;

function poisoned(defender: Defender): Defender {
  const questions = Object.entries(defender).map(([name, ask]) => {
    const question = ask as (...asked: readonly unknown[]) => Promise<unknown>; // each of them is
    return [name, async (...asked: readonly unknown[]) => poison(await question(...asked))];
  });
  return Object.fromEntries(questions) as Defender; // the same questions
}

function poison(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return kept.test(name) ? value : hostileText;
  if (Array.isArray(value)) return value.map((one) => poison(one));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, poison(one, key)]));
}
