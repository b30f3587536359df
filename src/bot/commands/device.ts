import { page } from '../arg.ts';
import { deviceCalled } from '../device-arg.ts';
import { defineCommand, type Command, type Context, type Reply } from '../command.ts';
import { deviceAnswer } from '../device-answer.ts';
import { fileAnswer } from '../file-answer.ts';
import { findDevice, theOne } from '../find-device.ts';
import { pickDevice } from '../pick-device.ts';
import { settle } from '../settle.ts';
import { withNote } from '../../cards/render.ts';

export const device: Command = defineCommand({
  name: 'device',
  group: 'devices',
  aliases: ['machine', 'host', 'computer'],
  summary: 'A device by name, id or IP: health, risk, open alerts, actions and users',
  examples: ['device LAPTOP-042', 'device 192.0.2.42'],
  evidence: false,
  listed: true,
  permissions: [
    { anyOf: ['Machine.Read.All', 'Machine.ReadWrite.All'], for: 'the device and its actions', required: true },
    { anyOf: ['Alert.Read.All', 'Alert.ReadWrite.All'], for: 'its alerts', required: false },
    { anyOf: ['User.Read.All'], for: 'who uses it', required: false },
  ],
  opens: 'device',
  refusals: {
    notFound: {
      heading: 'Defender knows no such device.',
      advice:
        'Check the id. Devices that were not seen for longer than the retention of your tenant are gone. A name or an IP address works too.',
      retry: false,
    },
  },
  args: {
    called: deviceCalled('DNS name or how it begins, device id, or internal IP address'),
    page: page('Of several devices, five at a time'),
  },
  async run({ called, page }, context) {
    const found = await settle(findDevice(called, context));
    if (!found.ok) {
      if (found.error.kind !== 'notFound' || called.kind !== 'id') throw found.error;
      return (await asFile(called.value, context)) ?? Promise.reject(found.error);
    }
    const only = theOne(found.value);
    if (only === undefined) return pickDevice({ called, found: found.value, page, asks }, context);
    return deviceAnswer(
      only,
      context,
      found.value.how === undefined ? [] : [`The only device that ${found.value.how}.`],
    );
  },
});

const asks = { title: 'Device', command: 'device', words: (of: string) => [of] };

/** A device's id has the form of a SHA-1, and people take the one for the other. */
async function asFile(sha1: string, context: Context): Promise<Reply | undefined> {
  const file = await settle(context.defender.file(sha1, { signal: context.signal }));
  if (!file.ok) return undefined;
  const answer = await fileAnswer(file.value, context);
  return { ...answer, card: withNote(answer.card, 'That is a SHA-1 hash, so this is file, not device.') };
}
