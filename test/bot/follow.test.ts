import { describe, expect, test } from '@jest/globals';
import { page } from '../../src/bot/arg.ts';
import { defineCommand, type CardReply, type Command } from '../../src/bot/command.ts';
import { button } from '../../src/cards/buttons.ts';
import { messageCard } from '../../src/cards/message.ts';
import type { Grant } from '../../src/policy/policy.ts';
import { accessOf, channelPlace } from '../support/access.ts';
import { rememberedEvidence } from '../support/evidence.ts';
import { harness } from './turn-harness.ts';

interface Growing {
  readonly command: Command;
  /** The next state of the card is known, as a text or as what goes wrong. */
  readonly next: (state: string | Error) => void;
  readonly end: () => void;
  readonly signals: readonly AbortSignal[];
}

/** A command whose first answer is `first`, and whose other pages are `page N`. */
function growing(): Growing {
  let waiting = Promise.withResolvers<string | Error | undefined>();
  const signals: AbortSignal[] = [];
  const give = (state: string | Error | undefined): void => {
    waiting.resolve(state);
    waiting = Promise.withResolvers();
  };
  const reply = (text: string): CardReply => ({
    outcome: 'answered',
    subject: 'grow',
    evidence: { what: 'what grows', sha256: '' },
    card: messageCard(text, [button('Next', 'grow', 'page', '2')]),
  });
  async function* later(signal: AbortSignal): AsyncGenerator<CardReply> {
    signals.push(signal);
    const gaveUp = new Promise<Error>((resolve) => {
      signal.addEventListener('abort', () => resolve(signal.reason as Error)); // a DeadlineError
    });
    for (;;) {
      const state = await Promise.race([waiting.promise, gaveUp]);
      if (state === undefined) return;
      if (typeof state !== 'string') throw state;
      yield reply(state);
    }
  }
  const command = defineCommand({
    name: 'grow',
    aliases: [],
    summary: 'grow',
    examples: ['grow'],
    evidence: true,
    group: 'bot',
    listed: true,
    permissions: [],
    args: { page: page('') },
    run: ({ page: shown }) => Promise.resolve(shown === 1 ? { ...reply('first'), later } : reply(`page ${shown}`)),
  });
  return { command, next: give, end: () => give(undefined), signals };
}

/** What may change while a card grows. */
interface Rules {
  grants: readonly Grant[];
  evidenceIn: readonly string[];
}

/** @param known - to the state, as the messages that say that an answer is coming. */
function stage(known: string[] = []) {
  const grows = growing();
  const rules: Rules = { grants: [{ role: 'reader', to: 'tenant' }], evidenceIn: [`channel:${channelPlace.roomId}`] };
  const memory = rememberedEvidence();
  const chat = harness({
    commands: [grows.command],
    memory,
    access: accessOf(() => ({ mode: 'policy', policy: { ...rules, guests: 'allow' } }), {
      member: () => Promise.resolve({ standing: 'member', objectId: '22222222-aaaa-bbbb-cccc-0123456789ab' }),
    }),
    activities: {
      workingId: () => Promise.resolve(undefined),
      setWorkingId: (_, messageId) => Promise.resolve(void known.push(messageId)),
    },
  });
  const settled = (): Promise<void> => chat.clock.advance(0);
  return { ...grows, chat, rules, memory, settled };
}

describe('a card that is not yet all it will be', () => {
  test('is edited as more is known, and its buttons go on working', async () => {
    const { chat, next, end, settled } = stage();
    const turn = chat.type('grow');
    await settled();
    next('more');
    await settled();
    next('all');
    await settled();
    end();
    await turn;

    expect(chat.out).toEqual(['post m1: first', 'edit m1: more', 'edit m1: all']);
    expect(chat.buttonOf('m1')).toMatchObject({ rev: 1 });

    await chat.press('m1', ['grow', 'page', '2']);

    expect(chat.out.at(-1)).toBe('edit m1: page 2');
  });

  test('is left to whoever pressed it on meanwhile', async () => {
    const { chat, next, end, settled } = stage();
    const turn = chat.type('grow');
    await settled();
    await chat.press('m1', ['grow', 'page', '2']);
    next('more');
    await settled();
    end();
    await turn;

    expect(chat.out).toEqual(['post m1: first', 'edit m1: page 2']);
  });

  test('that somebody took away is not posted anew', async () => {
    const { chat, next, end, settled } = stage();
    const turn = chat.type('grow');
    await settled();
    chat.vanish('m1');
    next('more');
    await settled();
    end();
    await turn;

    expect(chat.out).toEqual(['post m1: first']);
  });

  test('stands as it is when its asker may not ask any more', async () => {
    const { chat, rules, next, settled } = stage();
    const turn = chat.type('grow');
    await settled();
    rules.grants = [];
    next('more');
    await turn;

    expect(chat.out).toEqual(['post m1: first']);
    expect(chat.logged.join('\n')).toContain('NotAllowedError');
  });

  test('is no evidence any more where evidence is not shown any more', async () => {
    const { chat, rules, memory, next, end, settled } = stage();
    const turn = chat.type('grow');
    await settled();
    const before = await memory.find({ conversationId: 'c1', messageId: 'm1' });
    rules.evidenceIn = [];
    next('more');
    await settled();
    end();
    await turn;

    expect(before).toMatchObject({ what: 'what grows' });
    expect(await memory.find({ conversationId: 'c1', messageId: 'm1' })).toBeUndefined();
  });

  test('stands as it is when the rest cannot be had, and the log says so', async () => {
    const { chat, next, settled } = stage();
    const turn = chat.type('grow');
    await settled();
    next(new TypeError('a fault of ours'));
    await turn;

    expect(chat.out).toEqual(['post m1: first']);
    expect(chat.logged.join('\n')).toContain('a card was not brought up to date');
  });

  test('is given up at the limit of its command', async () => {
    const { chat, settled, signals } = stage();
    const turn = chat.type('grow');
    await settled();
    await chat.clock.advance(60_000);
    await turn;

    expect(signals[0]?.aborted).toBe(true);
  });

  test('is the one that another process goes on with after a crash', async () => {
    const known: string[] = [];
    const { chat, settled, end } = stage(known);
    const turn = chat.type('grow');
    await settled();
    end();
    await turn;

    expect(known).toEqual(['m1']);
  });

  test('is that too where a press edits it', async () => {
    const known: string[] = [];
    const { chat, settled, end } = stage(known);
    await chat.type('grow page 2');
    const turn = chat.press('m1', ['grow', 'page', '1']);
    await settled();
    end();
    await turn;

    expect(chat.out.slice(0, 2)).toEqual(['post m1: page 2', 'edit m1: first']);
    expect(known).toEqual(['m1', 'm1']);
  });
});
