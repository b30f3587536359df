import { fileListCard } from '../../cards/file-list.ts';
import { foundBy } from '../../cards/file.ts';
import { withNote } from '../../cards/render.ts';
import type { CallOptions } from '../../defender/call-options.ts';
import type { DefenderError } from '../../defender/errors.ts';
import type { DefenderFile, FileStats } from '../../defender/model.ts';
import { ranked } from '../../triage/alert-files.ts';
import type { FoundFile } from '../../triage/found-file.ts';
import { page } from '../arg.ts';
import { fileHashes } from '../file-arg.ts';
import { defineCommand, type CardReply, type Command, type Context } from '../command.ts';
import { deviceAnswer } from '../device-answer.ts';
import { inTime, settleEach } from '../each.ts';
import { reasonFor } from '../failure.ts';
import { fileAnswer } from '../file-answer.ts';
import { missingParts } from '../missing.ts';
import { readerOf } from '../reader.ts';
import { settle, type Settled } from '../settle.ts';

const perPage = 5;
/** As many SHA-256 as a message has room for. */
const maxFiles = 25;

export const file: Command = defineCommand({
  name: 'file',
  group: 'files',
  aliases: ['sha', 'profile'],
  summary: 'A file by its hash: what Defender calls it, how common it is, its alerts and devices',
  examples: ['file 470a75fe3da2ddf9d27fb3f9c96e6c665506ea7ba26ab89f0c89606f678ae4a2'],
  evidence: false,
  listed: true,
  menu: 'personal',
  permissions: [
    { anyOf: ['File.Read.All'], for: 'the file, its prevalence and its names', required: true },
    { anyOf: ['Alert.Read.All', 'Alert.ReadWrite.All'], for: 'the alerts about it', required: false },
    { anyOf: ['Machine.Read.All', 'Machine.ReadWrite.All'], for: 'the devices it was seen on', required: false },
  ],
  opens: ['sha256', 'sha1'],
  opensWithMore: 'sha1-or-device',
  refusals: {
    notFound: {
      heading: 'Defender does not know this file.',
      advice: 'Check the hash. Defender knows files by SHA-1 and SHA-256 once a device anywhere has reported them.',
      retry: false,
    },
  },
  args: {
    hashes: fileHashes({ most: maxFiles, help: `SHA-1 or SHA-256 of one file or several, at most ${maxFiles}` }),
    page: page('Of several files, five at a time'),
  },
  async run({ hashes, page }, context) {
    const [only = '', ...others] = hashes;
    return others.length === 0 ? one(only, context) : several(hashes, page, context);
  },
});

/** A SHA-1 has the form of a device's id, and people take the one for the other. */
async function one(hash: string, context: Context): Promise<CardReply> {
  const { defender, signal } = context;
  const found = await settle(defender.file(hash, { signal }));
  if (found.ok) return fileAnswer(found.value, context);
  if (found.error.kind !== 'notFound' || hash.length !== 40) throw found.error;
  const machine = await settle(defender.machine(hash, { signal }));
  if (!machine.ok) throw found.error;
  const answer = await deviceAnswer(machine.value, context);
  return { ...answer, card: withNote(answer.card, 'That is a device id, so this is device, not file.') };
}

async function several(hashes: readonly string[], page: number, context: Context): Promise<CardReply> {
  const { defender, progress, now } = context;
  const call = inTime(context);
  const ask = (hash: string): Promise<DefenderFile> => defender.file(hash, call);
  const asked = await settleEach(hashes, ask, (done, of) => progress({ done, of, what: 'file' }));
  const files = ranked(asked.flatMap((of) => (of.ok ? [foundBy(of.value, undefined)] : [])));
  const pages = Math.max(1, Math.ceil(files.length / perPage));
  const shownPage = Math.min(page, pages);
  const stats = await Promise.all(
    files.slice((shownPage - 1) * perPage, shownPage * perPage).map((found) => withStats(found, context, call)),
  );
  const at = now();
  const failures = asked.flatMap((of, index) => (of.ok ? [] : [{ hash: hashes[index] ?? '', error: of.error }]));
  const missing = missingParts({ 'Names and prevalence here': stats.find((one) => !one.stats.ok)?.stats }, at);
  const errors = [...failures.map(({ error }) => error), ...missing.errors];
  return {
    outcome: files.length === 0 ? 'failed' : errors.length > 0 ? 'partial' : 'answered',
    errors,
    subject: `file ${hashes.join(' ')}`,
    card: fileListCard({
      hashes,
      files,
      shown: stats.map(({ file: of, stats: known }) => ({
        found: foundBy(of, known.ok ? known.value : undefined),
        organizationPrevalence: known.ok ? known.value.organizationPrevalence : undefined,
      })),
      page: shownPage,
      pages,
      failures: failures.map(({ hash, error }) => ({ hash, reason: reasonFor(error, file, at) })),
      notes: [...missing.notes, ...(failures.some(mayBeDevice) ? [orDevice] : [])],
      reader: readerOf(context, errors),
    }),
  };
}

const orDevice = '40 digits are the id of a device, too: ask for one with device.';

function mayBeDevice({ hash, error }: { readonly hash: string; readonly error: DefenderError }): boolean {
  return hash.length === 40 && error.kind === 'notFound';
}

interface FileWithStats {
  readonly file: DefenderFile;
  readonly stats: Settled<FileStats>;
}

async function withStats({ file: of }: FoundFile, { defender }: Context, call: CallOptions): Promise<FileWithStats> {
  return { file: of, stats: await settle(defender.fileStats(of.sha256 ?? of.sha1 ?? '', call)) };
}
