/** Takes mentions of the bot out of a message: by its entities, never by a pattern in the text, which its writer controls. */

export interface Mention {
  /** Who is mentioned. */
  readonly id: string;
  /** As it stands in the message, e.g. `<at>Defender</at>`. */
  readonly text: string;
}

/** A message of a person mentions the bot once or twice; each further text would cost a pass over the message. */
const maxTexts = 20;

export function withoutMentions(text: string | undefined, mentions: readonly Mention[], botId: string): string {
  const own = mentions.filter((mention) => mention.id === botId && mention.text.trim() !== '');
  return [...new Set(own.map((mention) => mention.text))]
    .slice(0, maxTexts)
    .reduce((rest, mention) => rest.replaceAll(mention, ' '), text ?? '')
    .trim();
}
