/** One question from a terminal: the same dispatch as in Teams, with the rights of whoever has the app's credentials. */

import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attempt, outcomeOf, questionOf, type Attempt } from '../../src/bot/attempt.ts';
import type { Command, Outcome } from '../../src/bot/command.ts';
import { commands } from '../../src/bot/commands/index.ts';
import { settle } from '../../src/bot/settle.ts';
import { noted } from '../../src/bot/delivery.ts';
import { failureView } from '../../src/bot/failure.ts';
import { UsageError } from '../../src/bot/errors.ts';
import { complete } from '../../src/bot/follow.ts';
import type { Incoming } from '../../src/bot/incoming.ts';
import { failureCard } from '../../src/cards/failure.ts';
import type { Card } from '../../src/cards/render.ts';
import { systemClock } from '../../src/clock.ts';
import { numbers, readConfig } from '../../src/config.ts';
import { createDispatcher } from '../../src/http.ts';
import type { Defender } from '../../src/defender/client.ts';
import type { DetailedLog } from '../../src/log.ts';
import { createAccess } from '../../src/policy/access.ts';
import { open } from '../../src/policy/policy.ts';
import type { Rights } from '../../src/rights.ts';
import { createServices } from '../../src/services.ts';
import { openState } from '../../src/state/state.ts';
import { noTelemetry } from '../../src/telemetry/telemetry.ts';

export interface Asked {
  readonly outcome: Outcome | 'refused';
  readonly answer: Card | { readonly text: string };
}

/**
 * Nothing of the bot's own is touched, so it may run beside it: its state is in memory, its spool a folder of its own.
 * Throws ConfigError.
 * @param environment - of the Defender client; what is said of the bot in it does not matter.
 */
export async function ask(
  words: string,
  environment: Readonly<Record<string, string | undefined>>,
  log: DetailedLog,
): Promise<Asked> {
  const directory = await mkdtemp(join(tmpdir(), 'defender-ask-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  process.on('exit', remove); // also where it is interrupted
  try {
    return await askWith(words, readConfig({ ...environment, ...ofNoBot, TRANSCRIPT_DIR: directory }), log);
  } finally {
    process.off('exit', remove);
    remove();
  }
}

const ofNoBot = {
  BOT_AUTH: 'off',
  HOST: undefined,
  NODE_ENV: undefined,
  DATABASE_URL: 'sqlite::memory:',
  ACCESS_POLICY_FILE: undefined,
};

async function askWith(words: string, config: ReturnType<typeof readConfig>, log: DetailedLog): Promise<Asked> {
  const clock = systemClock;
  const dispatcher = createDispatcher(config.proxy);
  const state = await openState(config.state, { clock, log });
  const ways = {
    clock,
    random: Math.random,
    dispatcher,
    log,
    telemetry: noTelemetry,
    state,
    access: { policyFrom: () => undefined },
  };
  const { services, rights, close } = createServices(config, ways);
  const turnId = randomUUID().slice(0, 8);
  try {
    const incoming = incomingOf(words);
    const question = questionOf(incoming, commands);
    const { command, note } = question.invocation ?? {};
    if (command?.name === 'health') await metOnce(rights, services.defender(caller));
    const attempted =
      command?.keeps === true
        ? kept(command)
        : await attempt(question, incoming, {
            ...{ commands, services, clock, turnId, commandTimeoutMs: numbers.commandTimeoutMs },
            access: createAccess({ rules: () => open, directory: nobody, report: () => undefined }),
            limits: { ofPerson: () => undefined, ofRoom: () => undefined },
            cards: { find: () => Promise.resolve(undefined) },
            onCall: () => undefined,
            enter: () => Promise.resolve(),
            progress: () => undefined,
          });
    const whole = await wholeOf(attempted);
    if ('error' in whole) {
      const { words: rest = [] } = question.invocation ?? {};
      const view = failureView(whole.error, {
        command: command?.keeps === true ? undefined : command,
        words: rest,
        turnId,
        now: new Date(clock.now()),
      });
      return { outcome: outcomeOf(whole), answer: noted(failureCard(view), note) };
    }
    const { reply } = whole;
    return { outcome: reply.outcome, answer: noted('card' in reply ? reply.card : { text: reply.text }, note) };
  } finally {
    await close();
    await state.close();
    await dispatcher.destroy();
  }
}

const caller = { conversation: 'terminal' };

/** For `health`, which asks nobody: whatever Defender says, and that it says nothing, is then known. */
async function metOnce(rights: Rights, defender: Defender): Promise<void> {
  await rights.look(AbortSignal.timeout(numbers.commandTimeoutMs));
  await settle(defender.alerts({ top: 1 }));
}

/** Nothing is kept here, so that what it would promise would not come. */
function kept({ name }: Command): Attempt {
  return {
    error: new UsageError(`\`${name}\` is for Teams: it lives on what I keep there. From a terminal I only look up.`),
  };
}

/** A terminal takes one answer: one that grows is waited for. */
async function wholeOf(attempted: Attempt): Promise<Attempt> {
  if ('error' in attempted) return attempted;
  try {
    return { reply: await complete(attempted.reply, AbortSignal.timeout(numbers.results.timeoutMs)) };
  } catch (error) {
    return { error };
  }
}

/** With everybody allowed everything, nobody is looked up. */
const nobody = {
  member: () => Promise.reject(new Error('There is no room to look into')),
  teamGroup: () => Promise.reject(new Error('There is no room to look into')),
  readers: () => Promise.reject(new Error('There is no room to look into')),
};

function incomingOf(text: string): Incoming {
  return {
    ...{ conversationId: 'terminal', activityId: 'terminal', isRoom: false },
    person: { id: 'terminal', objectId: undefined, name: 'terminal' },
    place: { kind: 'personal', serviceUrl: 'http://127.0.0.1/', roomId: 'terminal', teamId: undefined },
    request: { kind: 'typed', text },
  };
}
