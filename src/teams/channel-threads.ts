/**
 * A thread in a channel, begun by the bot.
 * Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
 */

import type { LookUps } from './connector.ts';

export interface ChannelThreads {
  /** Gives the thread's conversation id; `undefined`: it stands, and Teams did not say where. Rejects where Teams begins none. */
  begin(of: {
    readonly serviceUrl: string;
    readonly channelId: string;
    readonly activity: object;
  }): Promise<string | undefined>;
}

/** @param bot - `undefined` for development on one machine. */
export function createChannelThreads(
  lookUps: Pick<LookUps, 'open'>,
  bot: { readonly appId: string; readonly tenantId: string } | undefined,
): ChannelThreads {
  return {
    async begin({ serviceUrl, channelId, activity }) {
      const { id } = await lookUps.open(serviceUrl, {
        isGroup: true,
        ...(bot === undefined ? {} : { bot: { id: `28:${bot.appId}` }, tenantId: bot.tenantId }),
        channelData: {
          channel: { id: channelId },
          ...(bot === undefined ? {} : { tenant: { id: bot.tenantId } }),
        },
        activity,
      });
      return id;
    },
  };
}
