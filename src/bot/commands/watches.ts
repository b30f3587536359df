import { watchListCard } from '../../cards/watch-list.ts';
import { defineCommand } from '../command.ts';
import { readerOf } from '../reader.ts';

export const watches = defineCommand({
  name: 'watches',
  aliases: ['watching'],
  summary: 'The actions that you watch: in this chat or channel, in your personal chat everywhere',
  group: 'devices',
  examples: ['watches'],
  evidence: false,
  listed: true,
  menu: false,
  keeps: true,
  permissions: [],
  args: {},
  async run(_, context) {
    const { asker, watching } = context;
    const watches = await watching.list();
    const card = watchListCard({
      watches: watches.map(({ startedAt, endsAt, ...watch }) => ({
        ...watch,
        startedAt: new Date(startedAt),
        endsAt: new Date(endsAt),
      })),
      isEverywhere: asker.placeKind === 'personal',
      reader: readerOf(context),
    });
    return { outcome: watches.length === 0 ? 'empty' : 'answered', subject: 'watches', card };
  },
});
