import { actionCard } from '../../cards/action.ts';
import { isFinal } from '../../cards/action-words.ts';
import { button } from '../../cards/buttons.ts';
import { messageCard } from '../../cards/message.ts';
import { withNote } from '../../cards/render.ts';
import { actionId } from '../arg.ts';
import { defineCommand } from '../command.ts';
import { readerOf } from '../reader.ts';
import { action as actionCommand } from './action.ts';

export const watch = defineCommand({
  name: 'watch',
  aliases: ['follow'],
  summary: 'Tells you, in this thread, when an action ends; its card moves with it until then',
  group: 'devices',
  examples: ['watch 988cc94e-7a8f-4b28-ab65-54970c5d5018'],
  evidence: false,
  listed: true,
  menu: false,
  keeps: true,
  permissions: actionCommand.permissions,
  refusals: actionCommand.refusals ?? {},
  args: { actionId: actionId('The action that you wait for') },
  async run({ actionId }, context) {
    const { defender, watching, signal, now, portal } = context;
    const [subject, about] = [`watch ${actionId}`, { kind: 'action', id: actionId } as const];
    if ((await watching.find(actionId)) !== undefined) {
      const ways = [button('Action', 'action', actionId), button('Stop watching', 'unwatch', actionId)];
      const card = messageCard('You watch that action here already. I mention you when it ends.', ways);
      return { outcome: 'answered', subject, about, card };
    }
    const action = await defender.machineAction(actionId, { signal, fresh: true });
    const view = { action, without: undefined, reader: readerOf(context), portal };
    if (isFinal(action)) {
      const card = withNote(actionCard(view), 'That action has ended, so there is nothing to wait for.');
      return { outcome: 'answered', subject: `action ${action.id}`, about, card };
    }
    await watching.checkRoom();
    const watched = { since: now(), until: watching.until(), isOver: false };
    return {
      outcome: 'answered',
      subject,
      about,
      card: actionCard({ ...view, watched }),
      onStanding: (messageId) => watching.begin(action, messageId),
    };
  },
});
