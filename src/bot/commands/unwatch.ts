import { messageCard } from '../../cards/message.ts';
import { unwatchedCard } from '../../cards/unwatched.ts';
import { actionId } from '../arg.ts';
import { defineCommand } from '../command.ts';

export const unwatch = defineCommand({
  name: 'unwatch',
  aliases: ['unfollow'],
  summary: 'Ends your watch of an action in this thread',
  group: 'devices',
  examples: ['unwatch 988cc94e-7a8f-4b28-ab65-54970c5d5018'],
  evidence: false,
  listed: true,
  menu: false,
  keeps: true,
  permissions: [],
  args: { actionId: actionId('The action that you wait for no longer') },
  async run({ actionId }, { watching }) {
    const subject = `watch ${actionId}`;
    if ((await watching.find(actionId)) === undefined) {
      const card = messageCard('You do not watch that action here. watches lists what you watch.');
      return { outcome: 'empty', subject: 'unwatch', card };
    }
    return {
      outcome: 'answered',
      subject,
      card: unwatchedCard(actionId),
      onStanding: () => watching.stop(actionId),
    };
  },
});
