/** Subscriptions as rows of a list. */

import { button } from '../cards/buttons.ts';
import type { ListRow } from '../cards/list.ts';
import { isDeviceId } from '../cards/known-ids.ts';
import { sinceWords } from '../cards/on-it.ts';
import { nameText } from '../cards/text.ts';
import type { LeastSeverity, NewSubscription } from '../state/subscriptions.ts';

/** Fit for a TextRun. */
export function subscriptionRow({ least, device, personName, since }: NewSubscription, now: Date): ListRow {
  const where = device === undefined ? '' : ` on ${nameText(device.name ?? device.id)}`;
  return {
    title: `New alerts, ${leastWords(least)}${where}`,
    details: [`subscribed by ${nameText(personName)}, ${sinceWords(new Date(since), now)}`],
    opens: isDeviceId(device?.id)
      ? button('Unsubscribe', 'unsubscribe', device.id)
      : button('Unsubscribe', 'unsubscribe', 'alerts'),
  };
}

function leastWords(least: LeastSeverity): string {
  return least === 'Informational' ? 'of any severity' : `${least} and above`;
}
