/** Takes mentions of the bot out of a message: by its entities, never by a pattern in the text, which its writer controls. */

export interface Mention {
  /** Who is mentioned. */
  readonly id: string;
  /** As it stands in the message, e.g. `<at>Defender</at>`. */
  readonly text: string;
}

export function withoutMentions(text: string | undefined, mentions: readonly Mention[], botId: string): string {
  return mentions
    .filter((mention) => mention.id === botId && mention.text !== '')
    .reduce((rest, mention) => rest.replaceAll(mention.text, ' '), text ?? '')
    .trim();
}
