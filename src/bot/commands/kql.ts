import { button } from '../../cards/buttons.ts';
import { messageCard } from '../../cards/message.ts';
import { DefenderError } from '../../defender/errors.ts';
import { page } from '../arg.ts';
import { defineCommand, type Context, type Reply } from '../command.ts';
import type { DeviceCalled } from '../device-arg.ts';
import { findDevice, theOne } from '../find-device.ts';
import { hunted } from '../hunt-arg.ts';
import { deviceQuery, fileQuery } from '../hunting-query.ts';
import { pickDevice } from '../pick-device.ts';
import { settle } from '../settle.ts';

export const kql = defineCommand({
  name: 'kql',
  group: 'files',
  aliases: ['hunt', 'query'],
  summary: 'A query of advanced hunting for files or a device, as plain text for copying',
  examples: [
    'kql 470a75fe3da2ddf9d27fb3f9c96e6c665506ea7ba26ab89f0c89606f678ae4a2',
    'kql LAPTOP-042',
    'kql file 5c1f0e6b9a2d47c38e7b1d604f92ac8853de7016',
  ],
  evidence: false,
  listed: true,
  menu: false,
  forCopying: true,
  permissions: [
    { anyOf: ['File.Read.All'], for: 'the SHA-1 of a file that was asked for by its SHA-256', required: false },
    { anyOf: ['Machine.Read.All', 'Machine.ReadWrite.All'], for: 'finding a device by its name', required: false },
  ],
  args: {
    of: hunted({
      most: 10,
      help: 'Hashes, at most 10, or one device; with file or device before it where 40 digits may be either',
    }),
    page: page('Of several devices that fit, five at a time'),
  },
  run({ of, page }, context) {
    switch (of.kind) {
      case 'files':
        return ofFiles(of.hashes, context);
      case 'device':
        return ofDevice(of.called, page, context);
      case 'either':
        return ofEither(of.id, context);
    }
  },
});

/** Events hold the SHA-1 more often. Source: learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table (SHA256) */
async function ofFiles(hashes: readonly string[], { defender, signal }: Context): Promise<Reply> {
  const sha256s = hashes.filter((hash) => hash.length === 64);
  const found = await Promise.all(sha256s.map((hash) => settle(defender.file(hash, { signal }))));
  const sha1s = found.flatMap((file) => (file.ok ? (file.value.sha1 ?? []) : []));
  return { outcome: 'answered', text: fileQuery([...sha1s, ...hashes]) };
}

async function ofDevice(called: DeviceCalled, page: number, context: Context): Promise<Reply> {
  if (called.kind === 'id') return forDevice(called.value);
  const found = await findDevice(called, context);
  const only = theOne(found);
  const asks = { title: 'Hunting query', command: 'kql', words: (of: string) => ['device', of] };
  return only === undefined ? pickDevice({ called, found, page, asks }, context) : forDevice(only.id);
}

function forDevice(id: string): Reply {
  const text = deviceQuery(id);
  if (text === undefined) throw new DefenderError('malformed', 'The id of the device is none');
  return { outcome: 'answered', text };
}

async function ofEither(id: string, { defender, signal }: Context): Promise<Reply> {
  const [file, machine] = await Promise.all([
    settle(defender.file(id, { signal })),
    settle(defender.machine(id, { signal })),
  ]);
  if (file.ok !== machine.ok) return file.ok ? { outcome: 'answered', text: fileQuery([id]) } : forDevice(id);
  const buttons = [button('A file', 'kql', 'file', id), button('A device', 'kql', 'device', id)];
  const card = messageCard('40 digits are a SHA-1 or the id of a device. Which one is it?', buttons);
  return { outcome: 'answered', subject: `kql ${id}`, card };
}
