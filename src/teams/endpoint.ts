/** `POST /api/messages`: who is it, what is it, answer at once, and only then the bot's work. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InvokeResponse } from 'botbuilder';
import type { Clock } from '../clock.ts';
import { errorFields, type Log } from '../log.ts';
import { readActivity, type IncomingActivity } from './activity.ts';
import { readBody } from './body.ts';
import type { Gate } from './gate.ts';
import { Refusal } from './refusal.ts';
import { createRefusalLog, type RefusalLogOptions } from './refusal-log.ts';
import { answer, answerJson, askForBody } from './response.ts';
import { late, within } from './within.ts';

export interface MessagesEndpointOptions extends Pick<RefusalLogOptions, 'onRefused'> {
  readonly gate: Gate;
  /**
   * One turn of the bot; gives what answers an invoke.
   * @param taken - to be called as soon as the activity cannot get lost any more: then HTTP is answered.
   */
  readonly run: (activity: IncomingActivity, taken: () => void) => Promise<InvokeResponse | undefined>;
  /** What closes an invoke whose own answer goes another way. `undefined`: its turn gives what answers it. */
  readonly closing: (activity: IncomingActivity) => InvokeResponse | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

export interface MessagesEndpoint {
  /** Always answers; never rejects. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Lets nobody in any more and waits for the turns under way. False: some were not done in time. */
  readonly drain: (deadlineMs: number) => Promise<boolean>;
}

/**
 * Teams waits 5 s for the answer to an invoke; the rest is for the way there and back.
 * Source: learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search
 */
const invokeTimeoutMs = 4_500;

export function createMessagesEndpoint(options: MessagesEndpointOptions): MessagesEndpoint {
  const { gate, run, closing, clock, log } = options;
  const noteRefusal = createRefusalLog(options);
  const running = new Set<Promise<unknown>>();
  let isStopping = false;

  function track<T>(work: Promise<T>): Promise<T> {
    const tracked: Promise<unknown> = work.catch(() => undefined).finally(() => running.delete(tracked));
    running.add(tracked);
    return work;
  }

  async function letIn(request: IncomingMessage, response: ServerResponse): Promise<IncomingActivity> {
    if (isStopping) throw new Refusal(503, 'stopping');
    const check = await gate(request);
    const activity = readActivity(await readBody(request, clock, () => askForBody(response)));
    check(activity);
    return activity;
  }

  async function turn(activity: IncomingActivity, taken: () => void): Promise<InvokeResponse | undefined> {
    try {
      return await run(activity, taken);
    } catch (error) {
      log.error(errorFields(error), 'a turn failed');
      return { status: 500 };
    }
  }

  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const activity = await letIn(request, response);
    const taken = Promise.withResolvers<true>();
    const done = track(turn(activity, () => taken.resolve(true)));
    if (activity.type !== 'invoke') {
      const isTaken = await Promise.race([taken.promise, done.then(() => false)]);
      answer(response, isTaken ? 200 : 503); // what was not taken is worth sending again
      return;
    }
    const closed = closing(activity);
    const closable = closed === undefined ? done : Promise.race([taken.promise.then(() => closed), done]);
    const result = await within(clock, invokeTimeoutMs, closable);
    if (result === late) {
      log.warn({}, 'An invoke took too long');
      answer(response, 504);
    } else answerJson(response, result?.status ?? 501, result?.body);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await track(exchange(request, response));
    } catch (err) {
      if (err instanceof Refusal) noteRefusal(err);
      else log.error(errorFields(err), 'a request failed');
      answer(response, err instanceof Refusal ? err.status : 500);
    }
  }

  return {
    handle,
    async drain(deadlineMs) {
      isStopping = true;
      const idle = async (): Promise<void> => {
        while (running.size > 0) await Promise.all(running);
      };
      return (await within(clock, deadlineMs, idle())) !== late;
    },
  };
}
