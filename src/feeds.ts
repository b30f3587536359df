/** The feed of new alerts, put together: who is asked, who is told, by which ways. */

import { messageActivity } from './bot/message-activity.ts';
import { isGone, isRefused } from './bot/not-taken.ts';
import type { TurnOptions } from './bot/turn.ts';
import type { Clock } from './clock.ts';
import type { BotConfig } from './config.ts';
import { createFeedLoop, type FeedLoop } from './feed/feed.ts';
import type { Log } from './log.ts';
import type { Access } from './policy/access.ts';
import type { State } from './state/state.ts';
import { createChannelThreads } from './teams/channel-threads.ts';
import { isClosed } from './teams/closed.ts';
import type { Connector, LookUps } from './teams/connector.ts';
import { isAway, isLasting, mayHaveArrived } from './teams/given-up.ts';

interface Ways {
  readonly state: Pick<State, 'feed' | 'subscriptions'>;
  readonly connector: Connector & LookUps;
  readonly services: Pick<TurnOptions['services'], 'defender' | 'onIt'>;
  readonly access: Access;
  readonly clock: Clock;
  readonly log: Log;
}

/** No caller of the fair queue has this name: conversations have longer ones. */
const caller = { conversation: 'feed', urgency: 'background' } as const;

export function feedOf(bot: BotConfig, { state, connector, services, access, clock, log }: Ways): FeedLoop {
  const threads = createChannelThreads(connector, bot.auth === 'off' ? undefined : bot);
  const format = { sensitivityLabelId: undefined, log };
  return createFeedLoop({
    ...{ feed: state.feed, subscriptions: state.subscriptions, onIt: services.onIt, access, clock, log },
    defender: services.defender(caller),
    ways: {
      post: async (to, message) => (await connector.send(to, messageActivity(message, format))).id,
      beginThread: ({ serviceUrl, conversationId }, message) =>
        threads.begin({ serviceUrl, channelId: conversationId, activity: messageActivity(message, format) }),
      edit: ({ serviceUrl, conversationId, messageId: activityId }, message) =>
        connector.update(
          { serviceUrl, conversationId, activityId },
          { id: activityId, ...messageActivity(message, format) },
        ),
      isClosed,
      isGone,
      isRefused,
      isLasting,
      mayHaveArrived,
      isAway,
    },
  });
}
