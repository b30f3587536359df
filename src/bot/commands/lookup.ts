import { button } from '../../cards/buttons.ts';
import { messageCard } from '../../cards/message.ts';
import { sha1OrDevice } from '../device-arg.ts';
import { withNote } from '../../cards/render.ts';
import { defineCommand, type CardReply, type Context } from '../command.ts';
import { deviceAnswer } from '../device-answer.ts';
import { reasonFor } from '../failure.ts';
import { fileAnswer } from '../file-answer.ts';
import { settle, type Settled } from '../settle.ts';

export const lookup = defineCommand({
  name: 'lookup',
  group: 'files',
  aliases: [],
  summary: '40 digits are a SHA-1 or a device id: looked up as both',
  examples: ['lookup 5c1f0e6b9a2d47c38e7b1d604f92ac8853de7016'],
  evidence: false,
  listed: false,
  permissions: [
    { anyOf: ['File.Read.All'], for: 'files by SHA-1', required: 'orAnother' },
    { anyOf: ['Machine.Read.All', 'Machine.ReadWrite.All'], for: 'devices by id', required: 'orAnother' },
    { anyOf: ['Alert.Read.All', 'Alert.ReadWrite.All'], for: 'the alerts about it', required: false },
    { anyOf: ['User.Read.All'], for: 'who uses the device', required: false },
  ],
  opens: 'sha1-or-device',
  refusals: {
    notFound: {
      heading: 'Defender knows neither a file nor a device by that.',
      advice: '40 hexadecimal digits are a SHA-1 or a device id. Check them.',
      retry: false,
    },
  },
  args: { id: sha1OrDevice('A SHA-1 or a device id') },
  async run({ id }, context) {
    const { defender, signal } = context;
    const [file, machine] = await Promise.all([
      settle(defender.file(id, { signal })),
      settle(defender.machine(id, { signal })),
    ]);
    if (file.ok && machine.ok) {
      const buttons = [button('The file', 'file', id), button('The device', 'device', id)];
      const card = messageCard('Defender knows a file and a device by that. Which one?', buttons);
      return { outcome: 'answered', subject: `lookup ${id}`, card };
    }
    if (file.ok) return doubted(await fileAnswer(file.value, context), 'the id of a device', machine, context);
    if (machine.ok) return doubted(await deviceAnswer(machine.value, context), 'a file', file, context);
    throw file.error.kind === 'notFound' ? machine.error : file.error; // the one that says more than “not known”
  },
});

/** An answer stands, but what could not be looked up may have been meant. */
function doubted(answer: CardReply, otherwise: string, other: Settled<unknown>, { now }: Context): CardReply {
  if (other.ok || other.error.kind === 'notFound') return answer;
  const note = `Whether it is ${otherwise} too is not known: ${reasonFor(other.error, undefined, now())}`;
  return {
    ...answer,
    outcome: 'partial',
    errors: [...(answer.errors ?? []), other.error],
    card: withNote(answer.card, note),
  };
}
