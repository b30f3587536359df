/** The bot's messages as Teams takes them. */

import { notificationText } from '../cards/text.ts';
import type { Log } from '../log.ts';
import { mentionOf } from './mention.ts';
import type { Message } from './outgoing.ts';
import { smaller } from './smaller.ts';

/** JSON of one message in UTF-16 units. Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages (80 KB) */
export const maxActivityUnits = 40_960;

export interface MessageActivity {
  readonly type: 'message';
  readonly text?: string;
  readonly textFormat?: 'plain';
  readonly summary?: string;
  readonly attachments?: { readonly contentType: string; readonly content: object }[];
  readonly entities?: Entity[];
}

type Entity = { readonly type: string } & Readonly<Record<string, unknown>>;

export interface MessageActivityOptions {
  /** Of Purview, for what shows evidence; `undefined`: none. */
  readonly sensitivityLabelId: string | undefined;
  readonly log: Log;
}

/** In place of a message that is larger than Teams takes, one that says so. */
export function messageActivity(
  message: Message,
  { sensitivityLabelId, log }: MessageActivityOptions,
): MessageActivity {
  const activity = 'content' in message ? cardActivity(message, sensitivityLabelId) : textActivity(message);
  const units = JSON.stringify(activity).length;
  if (units <= maxActivityUnits) return activity;
  log.error({ units, limit: maxActivityUnits }, 'an answer is larger than Teams takes');
  return activityWith(smaller(message), sensitivityLabelId);
}

function activityWith(message: Message, labelId: string | undefined): MessageActivity {
  return 'content' in message ? cardActivity(message, labelId) : textActivity(message);
}

function textActivity({ text, mentions }: Extract<Message, { text: string }>): MessageActivity {
  const summary = notificationText(text);
  if (mentions === undefined) return { type: 'message', text, textFormat: 'plain', summary };
  const mention = mentionOf(mentions);
  return { type: 'message', text: `${mention.text} ${text}`, summary, entities: [mention] };
}

function cardActivity(
  { content, summary, isEvidence }: Extract<Message, { content: unknown }>,
  labelId: string | undefined,
): MessageActivity {
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
  const card = { type: 'message', summary, attachments } as const;
  return isEvidence === true && labelId !== undefined ? { ...card, entities: [labelled(labelId)] } : card;
}

/** Teams resolves name and description by the id. Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/agent-message-sensitivity-labels */
function labelled(labelId: string): Entity {
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    usageInfo: { '@type': 'CreativeWork', '@id': labelId },
  };
}
