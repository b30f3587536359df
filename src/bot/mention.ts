/** Mentions of the bot are taken out of a message by its entities, never by a pattern in the text, which its writer controls; people are mentioned by their ids. */

import { shortName } from '../cards/text.ts';
import type { Mentioned } from './outgoing.ts';

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

/**
 * Teams tells whom the id names; the text of the entity stands in that of the message, which is Markdown then.
 * Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
 */
export function mentionOf({ id, name }: Mentioned): {
  readonly type: 'mention';
  readonly text: string;
  readonly mentioned: Mentioned;
} {
  const called =
    shortName(name)
      .replaceAll(/[ ._-]+/g, ' ')
      .trim() || 'you'; // no link and no emphasis either
  return { type: 'mention', text: `<at>${called}</at>`, mentioned: { id, name: called } };
}
