/**
 * The personal chat of the bot and one person, found or made.
 * Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */

import type { LookUps } from './connector.ts';

export interface PersonalChats {
  /** Gives the conversation's id. Rejects where Teams opens none, such as for somebody who has not installed the bot. */
  open(person: { readonly serviceUrl: string; readonly personId: string; readonly botId: string }): Promise<string>;
}

/** @param tenantId - `undefined` for development on one machine. */
export function createPersonalChats(lookUps: Pick<LookUps, 'open'>, tenantId: string | undefined): PersonalChats {
  return {
    async open({ serviceUrl, personId, botId }) {
      const { id } = await lookUps.open(serviceUrl, {
        isGroup: false,
        bot: { id: botId },
        members: [{ id: personId }],
        ...(tenantId === undefined ? {} : { tenantId, channelData: { tenant: { id: tenantId } } }),
      });
      if (id === undefined) throw new TypeError('A conversation without an id');
      return id;
    },
  };
}
