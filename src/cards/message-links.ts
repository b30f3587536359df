/**
 * Links to messages in Teams, built from checked ids alone.
 * Source: learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams (channel conversation, chat messages)
 */

export interface MessagePlace {
  /** `personal`, `group`, `channel` or `other`. */
  readonly kind: string;
  readonly roomId: string;
  readonly conversationId: string;
  /** `undefined`: not known. */
  readonly messageId: string | undefined;
}

/** `undefined`: Teams has no link to it. */
export type MessageLinks = (place: MessagePlace) => string | undefined;

/** A chat with the bot alone has an id of another form, which links do not take. */
const roomId = /^19:[\w.-]{1,200}@[\w.]{1,50}$/;
const messageId = /^\d{1,20}$/;
const threadMessage = /;messageid=(\d{1,20})$/;

/** @param host - of Teams' web client in the cloud. */
export function createMessageLinks(host: string, tenantId: string | undefined): MessageLinks {
  return (place) => {
    const message = place.messageId;
    if (!roomId.test(place.roomId) || message === undefined || !messageId.test(message)) return undefined;
    const query = new URLSearchParams(
      place.kind === 'channel'
        ? { parentMessageId: threadMessage.exec(place.conversationId)?.[1] ?? message }
        : { context: '{"contextType":"chat"}' },
    );
    if (tenantId !== undefined) query.set('tenantId', tenantId);
    return `https://${host}/l/message/${encodeURIComponent(place.roomId)}/${message}?${query.toString()}`;
  };
}
