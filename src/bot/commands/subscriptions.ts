import { button } from '../../cards/buttons.ts';
import { listCard } from '../../cards/list.ts';
import { count } from '../../cards/units.ts';
import { page } from '../arg.ts';
import { defineCommand } from '../command.ts';
import { subscriptionRow } from '../subscription-words.ts';

export const subscriptions = defineCommand({
  name: 'subscriptions',
  aliases: [],
  summary: 'What is told here as it comes, by whose word',
  examples: ['subscriptions'],
  evidence: false,
  listed: true,
  group: 'alerts',
  menu: false,
  keeps: true,
  permissions: [],
  args: { page: page('Five at a time') },
  async run({ page }, { asker, subscriptions, now, shownFor }) {
    const here = await subscriptions.ofRoom(asker.place.roomId);
    const at = now();
    const finding = here.length === 0 ? 'Nothing is told here by itself' : `${count(here.length, 'subscription')} here`;
    return {
      outcome: here.length === 0 ? 'empty' : 'answered',
      subject: 'subscriptions',
      card: listCard({
        ...{ finding, summary: finding, facts: [], what: 'subscriptions', page },
        rows: here.map((one) => subscriptionRow(one, at)),
        hints: here.length === 0 ? ['subscribe alerts tells new alerts, High and above.'] : ['Tap one to end it.'],
        turn: (title, wanted) => button(title, 'subscriptions', 'page', String(wanted)),
        buttons: here.length > 1 ? [button('End all', 'unsubscribe')] : [],
        reader: { now: at, asOf: at, shownFor },
      }),
    };
  },
});
