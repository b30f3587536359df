/** The bot over our adapter, with a connector that only remembers. */

import { beforeEach } from '@jest/globals';
import type { TurnContext } from 'botbuilder';
import { Bot } from '../../src/bot/bot.ts';
import type { Incoming } from '../../src/bot/incoming.ts';
import type { Outgoing } from '../../src/bot/outgoing.ts';
import { messageCard } from '../../src/cards/message.ts';
import type { Connector } from '../../src/teams/connector.ts';
import { createTeamsAdapter } from '../../src/teams/adapter.ts';
import { readActivity } from '../../src/teams/activity.ts';
import { manualClock } from '../support/clock.ts';

interface Sent {
  readonly way: 'send' | 'update' | 'delete';
  readonly activity: unknown;
}

export interface BotStage {
  sent: Sent[];
  turns: Incoming[];
  givenUp: Incoming[];
  opened: unknown[];
  /** What a turn does. */
  answer: (out: Outgoing) => Promise<unknown>;
  receive(fields: object): Promise<unknown>;
  giveUp(fields: object): Promise<unknown>;
}

/** Of the test file that calls it: empty for each test. */
export function botStage(): BotStage {
  const stage: BotStage = {
    sent: [],
    turns: [],
    givenUp: [],
    opened: [],
    answer: () => Promise.resolve(),
    receive: (fields) => run(fields, (bot, context) => bot.run(context)),
    giveUp: (fields) => run(fields, (bot, context) => bot.giveUp(context)),
  };
  beforeEach(() => {
    [stage.sent, stage.turns, stage.givenUp, stage.opened] = [[], [], [], []];
    stage.answer = (out) => out.post(messageCard('Answered'));
  });

  const connector: Connector = {
    send: (_, activity) => Promise.resolve({ id: `m${stage.sent.push({ way: 'send', activity })}` }),
    update: (at, activity) => Promise.resolve(void stage.sent.push({ way: 'update', activity: { ...activity, at } })),
    delete: (at) => Promise.resolve(void stage.sent.push({ way: 'delete', activity: at })),
    heardFrom: () => undefined,
  };

  const aside = { serviceUrl: 'https://smba.trafficmanager.net/teams/', conversationId: 'a:alone' };

  function run(fields: object, logic: (bot: Bot, context: TurnContext) => Promise<void>): Promise<unknown> {
    const silent = (): void => undefined;
    const bot = new Bot({
      turn: async (incoming, out) => {
        stage.turns.push(incoming);
        await stage.answer(out);
      },
      giveUp: (incoming) => Promise.resolve(void stage.givenUp.push(incoming)),
      openPersonalChat: (of) => {
        stage.opened.push(of);
        return Promise.resolve({
          conversationId: 'a:alone',
          send: (activity) => connector.send(aside, activity),
          update: (activityId, activity) => connector.update({ ...aside, activityId }, activity),
          delete: (activityId) => connector.delete({ ...aside, activityId }),
        });
      },
      sensitivityLabelId: undefined,
      clock: manualClock(),
      log: { info: silent, warn: silent, error: silent },
    });
    const activity = readActivity({
      type: 'message',
      id: 'q1',
      channelId: 'msteams',
      serviceUrl: 'https://smba.trafficmanager.net/teams/',
      conversation: { id: 'a:chat', conversationType: 'personal' },
      from: { id: '29:ana', name: 'Ana' },
      recipient: { id: '28:bot', name: 'Defender Triage' },
      ...fields,
    });
    return createTeamsAdapter({ appId: 'bot', connector, clock: manualClock() }).run(activity, (context) =>
      logic(bot, context),
    );
  }

  return stage;
}
