/** Lists of the bot's own, to be changed in parts. */

import type { ListView } from '../../src/cards/list.ts';
import type { OnItBy } from '../../src/cards/on-it.ts';
import { button } from '../../src/cards/buttons.ts';
import { ago, alertId, now, reader } from './views.ts';

export const onItBy: OnItBy = {
  personName: 'Alex Wilber',
  since: ago(720),
  until: new Date(now.getTime() + 3_600_000),
};

export function listView(parts: Partial<ListView> = {}): ListView {
  return {
    ...{ finding: 'F', summary: 'S', facts: [], what: 'rows', hints: [], page: 1, buttons: [], reader },
    rows: [
      { title: 'T', details: ['D', ''], opens: button('Alert', 'alert', alertId) },
      { title: 'T', details: [], opens: undefined },
    ],
    ...parts,
  };
}
