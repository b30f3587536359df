import { actionListCard } from '../../cards/action-list.ts';
import { page } from '../arg.ts';
import { actionsChoice } from '../device-arg.ts';
import { defineCommand, type Command, type Context, type Reply } from '../command.ts';
import { findDevice, theOne } from '../find-device.ts';
import { pickDevice } from '../pick-device.ts';
import { readerOf } from '../reader.ts';

export const actions: Command = defineCommand({
  name: 'actions',
  group: 'devices',
  aliases: ['machineactions'],
  summary: 'The latest machine actions, of all devices or of one',
  examples: ['actions', 'actions LAPTOP-042', 'actions 20'],
  evidence: false,
  listed: true,
  menu: false,
  permissions: [
    { anyOf: ['Machine.Read.All', 'Machine.ReadWrite.All'], for: 'actions, and devices by name', required: true },
  ],
  args: {
    choice: actionsChoice('Of one device, by name, id or IP, and how many: 5 when nothing is said, 20 at most'),
    page: page('Of several devices that fit, five at a time'),
  },
  async run({ choice: { called, count }, page }, context) {
    if (called === undefined) return list({ machineId: undefined, deviceName: undefined, count }, context);
    if (called.kind === 'id') return list({ machineId: called.value, deviceName: undefined, count }, context);
    const found = await findDevice(called, context);
    const only = theOne(found);
    if (only === undefined) {
      const asks = { title: 'Actions', command: 'actions', words: (of: string) => [of, String(count)] };
      return pickDevice({ called, found, page, asks }, context);
    }
    return list({ machineId: only.id, deviceName: only.name, count }, context);
  },
});

interface Wanted {
  readonly machineId: string | undefined;
  readonly deviceName: string | undefined;
  readonly count: number;
}

async function list({ machineId, deviceName, count }: Wanted, context: Context): Promise<Reply> {
  const { defender, signal } = context;
  const choice = machineId === undefined ? { top: count } : { top: count, machineId };
  const listed = await defender.machineActions(choice, { signal });
  return {
    outcome: listed.items.length === 0 ? 'empty' : 'answered',
    subject: `actions ${machineId ?? 'all'}`,
    about: machineId === undefined || listed.items.length === 0 ? undefined : { kind: 'device', id: machineId },
    card: actionListCard({ listed, machineId, deviceName, count, reader: readerOf(context) }),
  };
}
