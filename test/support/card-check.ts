/** Everything that can be said against a card before a person looks at it. */

import { parseOfficially } from './card-official.ts';
import { partsOf } from './card-read.ts';
import { card as cardShape, limits } from './card-shape.ts';
import { isRecord } from './shape.ts';

export { readCard } from './card-read.ts';

const cardType = 'application/vnd.microsoft.card.adaptive';

/** Complaints of our own description, of what buttons fold, and of the official parser; none for a good card. */
export function checkCard(card: unknown): readonly string[] {
  return [...cardShape(card, 'card'), ...checkTargets(card), ...parseOfficially(card)];
}

/** Complaints about a message: what Teams refuses or takes apart, and those about its cards. */
export function checkActivity(activity: unknown): readonly string[] {
  if (!isRecord(activity)) return ['activity: no object'];
  const units = JSON.stringify(activity).length;
  const attachments: readonly unknown[] = Array.isArray(activity['attachments']) ? activity['attachments'] : [];
  const has = (key: string) => typeof activity[key] === 'string' && activity[key].trim() !== '';
  return [
    ...(units > limits.activityUnits ? [`activity: ${units} UTF-16 units, at most ${limits.activityUnits}`] : []),
    ...(attachments.length > 0 && has('text') ? ['activity: text beside a card is split off by Teams'] : []),
    ...(attachments.length > 0 && !has('summary') ? ['activity.summary: missing beside a card'] : []),
    ...(attachments.length > 1 ? ['activity: more than one card'] : []),
    ...attachments.flatMap((attachment, index) => checkAttachment(attachment, `activity.attachments[${index}]`)),
  ];
}

function checkAttachment(attachment: unknown, path: string): readonly string[] {
  if (!isRecord(attachment) || attachment['contentType'] !== cardType) return [`${path}: no Adaptive Card`];
  return checkCard(attachment['content']);
}

/** What a button folds is there. (That ids are unique, the official parser checks.) */
function checkTargets(card: unknown): readonly string[] {
  const parts = [...partsOf(card)];
  const ids = parts.map(({ id }) => id);
  const targets = parts.flatMap(({ targetElements }): readonly unknown[] =>
    Array.isArray(targetElements) ? targetElements : [],
  );
  const lost = targets.filter((target) => typeof target === 'string').filter((target) => !ids.includes(target));
  return lost.map((id) => `card: no element has id ${id}`);
}
