/** What tests ask of a card: what is read, what its buttons do, and whether a client takes it. */

import type { Card } from '../../src/cards/render.ts';
import { checkActivity, readCard } from '../support/card-check.ts';
import { actionCalled, type ReadAction } from '../support/card-read.ts';
import { isRecord } from '../support/shape.ts';

/** Without break points and with ordinary spaces, as the eye has it. */
export function linesOf({ content }: Card): readonly string[] {
  return readCard(content).lines.map((line) => line.replaceAll('\u200B', '').replaceAll('\u00A0', ' '));
}

export function actionsOf({ content }: Card): readonly ReadAction[] {
  return readCard(content).actions;
}

/** What the button with this title sends, as one line: `files 1 page 2`. */
export function sent(card: Card, title: string): string | undefined {
  const data = actionCalled(title, readCard(card.content))?.data;
  if (!isRecord(data) || !Array.isArray(data['words'])) return undefined;
  return [data['command'], ...(data['words'] as unknown[])].join(' ');
}

export function titlesOf(card: Card): readonly string[] {
  return actionsOf(card).map(({ title }) => title);
}

/** Complaints about the message that the card goes out in: its size too. */
export function complaints({ content, summary }: Card): readonly string[] {
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content };
  const place = { conversation: { id: 'x'.repeat(300) }, from: { id: 'y'.repeat(100) }, replyToId: 'z'.repeat(40) };
  return checkActivity({ type: 'message', ...place, summary, attachments: [attachment] });
}
