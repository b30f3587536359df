import { filesCard } from '../../cards/files.ts';
import type { FileStats } from '../../defender/model.ts';
import { folded, ranked, type FilesOfAlert } from '../alert-files.ts';
import { alertIds, page } from '../arg.ts';
import { defineCommand, type Command, type Context } from '../command.ts';
import { reasonFor } from '../failure.ts';
import { settle, type Settled } from '../settle.ts';

export const files: Command = defineCommand({
  name: 'files',
  aliases: ['file-list', 'filelist'],
  summary: 'Files of an alert with verdicts, prevalence and hashes',
  examples: ['files 636688558380765161_2136280442'],
  evidence: false,
  listed: true,
  permissions: [
    { name: 'File.Read.All', purpose: 'files, hashes, prevalence' },
    {
      name: 'Alert.Read.All',
      purpose: 'names, paths and what was blocked, as with Alert.ReadWrite.All; without either they are left out',
    },
  ],
  opens: 'alert',
  refusals: {
    notFound: {
      heading: 'Defender knows no such alert.',
      advice:
        'Check the id. Alerts older than the retention of your tenant are gone, and alerts of other products are not in this API.',
      retry: false,
    },
  },
  args: {
    alertIds: alertIds({ most: 10, help: 'One alert or several, at most 10' }),
    page: page('Five files at a time'),
  },
  async run({ alertIds, page }, context) {
    const { now, portal, shownFor } = context;
    const asked = await Promise.all(alertIds.map((alertId) => filesOf(alertId, context)));
    const answered = asked.filter((one) => one.files.ok);
    const [first] = asked;
    if (answered.length === 0 && first !== undefined && !first.files.ok && asked.length === 1) throw first.files.error;
    const found = ranked(folded(answered.map(valuesOf)));
    const stats = await topStats(found[0]?.file.sha1, context);
    const at = now();
    const failures = asked.flatMap((one) =>
      one.files.ok ? [] : [{ alertId: one.alertId, reason: reasonFor(one.files.error, files, at) }],
    );
    const missing = answered.flatMap(({ alert }) => (alert.ok ? [] : [alert.error]));
    const notes = [
      ...missing
        .slice(0, 1)
        .map((error) => `Names, paths and detection status are missing: ${reasonFor(error, undefined, at)}`),
      ...(stats.ok ? [] : [`Prevalence here is missing: ${reasonFor(stats.error, undefined, at)}`]),
    ];
    const isPartial = failures.length + notes.length > 0;
    return {
      outcome: isPartial ? 'partial' : found.length === 0 ? 'empty' : 'answered',
      subject: `files ${alertIds.join(' ')}`,
      card: filesCard({
        alertIds,
        alerts: answered.flatMap(({ alert }) => (alert.ok ? [alert.value] : [])),
        failures,
        files: found,
        topStats: stats.ok ? stats.value : undefined,
        notes,
        page,
        reader: { now: at, shownFor },
        portal,
      }),
    };
  },
});

interface Asked {
  readonly alertId: string;
  readonly files: Settled<FilesOfAlert['files']>;
  readonly alert: Settled<NonNullable<FilesOfAlert['alert']>>;
}

async function filesOf(alertId: string, { defender, signal }: Context): Promise<Asked> {
  const [found, alert] = await Promise.all([
    settle(defender.alertFiles(alertId, { signal })),
    settle(defender.alert(alertId, { signal })),
  ]);
  return { alertId, files: found, alert };
}

function valuesOf({ alertId, files, alert }: Asked): FilesOfAlert {
  return { alertId, files: files.ok ? files.value : [], alert: alert.ok ? alert.value : undefined };
}

async function topStats(
  sha1: string | undefined,
  { defender, signal }: Context,
): Promise<Settled<FileStats | undefined>> {
  return sha1 === undefined ? { ok: true, value: undefined } : settle(defender.fileStats(sha1, { signal }));
}
