/** What stands in the conversations of a channel, as somebody who opens them now would see it. */

import type { Channel } from './channel.ts';
import { isRecord } from './shape.ts';

export interface Standing {
  /** Their summaries or texts, in the order in which they were posted. */
  messages(conversationId?: string): readonly string[];
  /** Of the same. */
  ids(conversationId?: string): readonly string[];
  /** Posts and edits so far, typing aside. */
  sent(): number;
  /** How often the bot showed that it is typing. */
  typed(): number;
}

const message = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/;

/** From what the channel took. */
export function createStanding(channel: Channel): Standing {
  const said = (): Channel['received'] =>
    channel.received.filter(
      ({ body, method }) => method === 'DELETE' || (isRecord(body) && body['type'] === 'message'),
    );

  function shownIn(conversationId: string): ReadonlyMap<string, string> {
    const shown = new Map<string, string>();
    for (const { method, path, body, taken } of channel.received) {
      const [, conversation = '', id = ''] = message.exec(path) ?? [];
      if (taken === undefined || decodeURIComponent(conversation) !== conversationId) continue;
      if (method === 'DELETE') shown.delete(decodeURIComponent(id));
      else if (isRecord(body) && body['type'] === 'message')
        shown.set(method === 'PUT' ? decodeURIComponent(id) : taken.id, String(body['text'] ?? body['summary']));
    }
    return shown;
  }

  return {
    messages: (conversationId = 'a:chat') => [...shownIn(conversationId).values()],
    ids: (conversationId = 'a:chat') => [...shownIn(conversationId).keys()],
    sent: () => said().length,
    typed: () => channel.received.filter(({ body }) => isRecord(body) && body['type'] === 'typing').length,
  };
}
