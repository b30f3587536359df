/** What somebody waits for. */

import { actions, button } from './buttons.ts';
import { footer, type Reader } from './footer.ts';
import { isActionId } from './known-ids.ts';
import { profileCard, section, type Row } from './profile.ts';
import type { Card } from './render.ts';
import { nameText } from './text.ts';
import { count, joined, utcMoment } from './units.ts';

export interface ListedWatch {
  readonly actionId: string;
  /** Foreign text, as the next. */
  readonly actionType: string;
  readonly deviceName: string | undefined;
  readonly startedAt: Date;
  readonly endsAt: Date;
  /** In the thread of the question. */
  readonly isHere: boolean;
}

export interface WatchListView {
  /** The oldest first. */
  readonly watches: readonly ListedWatch[];
  /** Those elsewhere too, or those of this chat or channel alone. */
  readonly isEverywhere: boolean;
  readonly reader: Reader;
}

/** As many as one person may have. */
const maxRows = 20;
/** In UTF-16 units of JSON: about half of what Teams takes. */
const maxRowsUnits = 22_000;

export function watchListCard({ watches, isEverywhere, reader }: WatchListView): Card {
  const where = isEverywhere ? '' : ' here';
  const finding =
    watches.length === 0 ? `You watch no action${where}` : `You watch ${count(watches.length, 'action')}${where}`;
  const rows = watches.map((watch) => watchRow(watch, reader.now));
  return profileCard({
    finding,
    summary: finding,
    warnings: [],
    facts: watches.length === 0 ? ['Watch is on the card of every action that has not ended.'] : [],
    ids: [],
    sections:
      rows.length === 0
        ? []
        : [section('the oldest first', rows, { total: rows.length, maxRows, maxUnits: maxRowsUnits })],
    notes: watches.length === 0 ? [] : ['unwatch with the id of an action ends its watch here.'],
    footer: footer(reader),
    actions: actions({ secondary: [button('Refresh', 'watches')] }),
  });
}

function watchRow({ actionId, actionType, deviceName, startedAt, endsAt, isHere }: ListedWatch, now: Date): Row {
  return {
    title: watchedTitle({ actionType, deviceName }, nameText),
    lines: [
      joined([
        `since ${utcMoment(startedAt, now)}`,
        `until ${utcMoment(endsAt, now)} at the latest`,
        isHere ? undefined : 'in another conversation',
      ]),
      `action ${nameText(actionId)}`,
    ],
    opens: isActionId(actionId) ? button('Action', 'action', actionId) : undefined,
  };
}

/** `Live response on LAPTOP-042`. @param text - treats the foreign parts for where it goes. */
export function watchedTitle(
  { actionType, deviceName }: Pick<ListedWatch, 'actionType' | 'deviceName'>,
  text: (name: string) => string,
): string {
  const what = actionType === 'LiveResponse' ? 'Live response' : text(actionType);
  return `${what}${deviceName === undefined ? '' : ` on ${text(deviceName)}`}`;
}
