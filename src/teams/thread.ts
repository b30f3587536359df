/**
 * The chat or channel that a conversation is in: a thread of a channel is named after it.
 * Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
 */
export function threadOf(conversationId: string): string {
  return conversationId.replace(/;messageid=.*$/s, '');
}
