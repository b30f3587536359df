import { actionCard } from '../../cards/action.ts';
import { actionId } from '../arg.ts';
import { defineCommand } from '../command.ts';
import { readerOf } from '../reader.ts';

export const action = defineCommand({
  name: 'action',
  group: 'devices',
  aliases: ['machineaction'],
  summary: 'A machine action: its state, each of its commands, and a way to each result',
  examples: ['action 988cc94e-7a8f-4b28-ab65-54970c5d5018'],
  evidence: false,
  listed: true,
  menu: 'personal',
  permissions: [
    { anyOf: ['Machine.Read.All', 'Machine.ReadWrite.All'], for: 'the action and its commands', required: true },
  ],
  opens: 'action',
  refusals: {
    notFound: {
      heading: 'Defender knows no such action.',
      advice:
        'Check the id. Live response started in the portal is not in this API, and an action younger than two minutes may not show yet.',
      retry: true,
    },
  },
  args: { actionId: actionId('The action') },
  async run({ actionId }, context) {
    const { defender, signal, portal } = context;
    const action = await defender.machineAction(actionId, { signal });
    const card = actionCard({ action, without: undefined, reader: readerOf(context), portal });
    return { outcome: 'answered', subject: `action ${action.id}`, about: { kind: 'action', id: action.id }, card };
  },
});
