/** The watches, put together: who is told, by which ways. */

import type { EvidenceCards } from './bot/evidence-cards.ts';
import { messageActivity } from './bot/message-activity.ts';
import type { Shown } from './bot/shown.ts';
import type { TurnOptions } from './bot/turn.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { Access } from './policy/access.ts';
import type { State } from './state/state.ts';
import { isClosed } from './teams/closed.ts';
import { isLasting, isWorthAnotherTry } from './teams/given-up.ts';
import type { Connector } from './teams/connector.ts';
import { createWatcher, type Watcher } from './watch/watcher.ts';

interface Ways {
  readonly state: Pick<State, 'watches'>;
  readonly connector: Connector;
  readonly services: Pick<TurnOptions['services'], 'defender' | 'portal'>;
  readonly access: Access;
  readonly shown: Shown;
  readonly cards: EvidenceCards;
  readonly clock: Clock;
  readonly log: Log;
}

/** No caller of the fair queue has this name: conversations have longer ones. */
const caller = { conversation: 'watches', urgency: 'background' } as const;

export function watcherOf({ state: { watches }, connector, services, ...ways }: Ways): Watcher {
  const format = { sensitivityLabelId: undefined, log: ways.log };
  return createWatcher({
    ...ways,
    watches,
    defender: services.defender(caller),
    portal: services.portal,
    ways: {
      async post({ serviceUrl, conversationId }, message) {
        await connector.send({ serviceUrl, conversationId }, messageActivity(message, format));
      },
      edit: ({ messageId: activityId, serviceUrl, conversationId }, message) =>
        connector.update(
          { serviceUrl, conversationId, activityId },
          { id: activityId, ...messageActivity(message, format) },
        ),
      isClosed,
      isLasting,
      isWorthAnotherTry,
    },
  });
}
