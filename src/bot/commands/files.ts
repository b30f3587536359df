import { filesCard } from '../../cards/files.ts';
import type { DefenderError } from '../../defender/errors.ts';
import type { FileStats } from '../../defender/model.ts';
import { folded, ranked, type FilesOfAlert } from '../../triage/alert-files.ts';
import { alertIds, page } from '../arg.ts';
import { defineCommand, type Command, type Context, type Outcome } from '../command.ts';
import { reasonFor } from '../failure.ts';
import { settle, type Settled } from '../settle.ts';
import { noSuchAlert } from './alert.ts';

export const files: Command = defineCommand({
  name: 'files',
  aliases: ['file-list', 'filelist'],
  summary: 'Files of an alert with verdicts, prevalence and hashes',
  examples: ['files 636688558380765161_2136280442'],
  evidence: false,
  listed: true,
  permissions: [
    { anyOf: ['File.Read.All'], for: 'files, hashes and prevalence', required: true },
    {
      anyOf: ['Alert.Read.All', 'Alert.ReadWrite.All'],
      for: 'names, paths and what was blocked',
      required: false,
    },
  ],
  refusals: { notFound: noSuchAlert },
  args: {
    alertIds: alertIds({ most: 10, help: 'One alert or several, at most 10' }),
    page: page('Five files at a time'),
  },
  async run({ alertIds, page }, context) {
    const { now, portal, shownFor, turnId } = context;
    const asked = await Promise.all(alertIds.map((alertId) => filesOf(alertId, context)));
    const answered = asked.filter((one) => one.files.ok);
    const [first] = asked;
    if (answered.length === 0 && first !== undefined && !first.files.ok && asked.length === 1) throw first.files.error;
    const found = ranked(folded(answered.map(valuesOf)));
    const stats = await topStats(found[0]?.file.sha1, context);
    const at = now();
    const failures = asked.flatMap((one) => (one.files.ok ? [] : [{ alertId: one.alertId, error: one.files.error }]));
    const missing = answered.flatMap(({ alertId, alert }) => (alert.ok ? [] : [{ alertId, error: alert.error }]));
    const errors = [...failures, ...missing].map(({ error }) => error).concat(stats.ok ? [] : [stats.error]);
    const notes = [
      ...missingNames(missing, alertIds.length > 1, at),
      ...(stats.ok ? [] : [`Prevalence here is missing: ${reasonFor(stats.error, undefined, at)}`]),
    ];
    return {
      outcome: outcomeOf({
        isFailed: answered.length === 0,
        isPartial: errors.length > 0,
        isEmpty: found.length === 0,
      }),
      errors,
      subject: `files ${alertIds.join(' ')}`,
      card: filesCard({
        alertIds,
        alerts: answered.flatMap(({ alert }) => (alert.ok ? [alert.value] : [])),
        failures: failures.map(({ alertId, error }) => ({ alertId, reason: reasonFor(error, files, at) })),
        files: found,
        topStats: stats.ok ? stats.value : undefined,
        notes,
        page,
        reader: { now: at, shownFor, reference: errors.length > 0 ? turnId : undefined },
        portal,
      }),
    };
  },
});

function outcomeOf({
  isFailed,
  isPartial,
  isEmpty,
}: Readonly<Record<'isFailed' | 'isPartial' | 'isEmpty', boolean>>): Outcome {
  if (isFailed) return 'failed';
  if (isPartial) return 'partial';
  return isEmpty ? 'empty' : 'answered';
}

/** A reason once, with the alerts that it holds for where several were asked for. */
function missingNames(
  missing: readonly { readonly alertId: string; readonly error: DefenderError }[],
  withIds: boolean,
  at: Date,
): readonly string[] {
  const byReason = Map.groupBy(missing, ({ error }) => reasonFor(error, undefined, at));
  return [...byReason].map(([reason, alerts]) => {
    const of = withIds ? ` of ${alerts.map(({ alertId }) => alertId).join(', ')}` : '';
    return `Names, paths and detection status${of} are missing: ${reason}`;
  });
}

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
