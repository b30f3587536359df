import { filesCard } from '../../cards/files.ts';
import { incidentCard } from '../../cards/incident.ts';
import { isAlertId } from '../../cards/known-ids.ts';
import { count } from '../../cards/units.ts';
import type { DefenderError } from '../../defender/errors.ts';
import type { DefenderFile, FileStats, Listed } from '../../defender/model.ts';
import { worstFirst } from '../../triage/severity.ts';
import { folded, ranked, type FilesOfAlert } from '../../triage/alert-files.ts';
import { page } from '../arg.ts';
import { cutWords } from '../cut-files.ts';
import { defineCommand, type About, type CardReply, type Command, type Context, type Outcome } from '../command.ts';
import { inTime, settleEach } from '../each.ts';
import { reasonFor } from '../failure.ts';
import { alertsOrIncident, type AlertsOrIncident } from '../incident-arg.ts';
import { readerOf } from '../reader.ts';
import { settle, type Settled } from '../settle.ts';
import { noSuchAlert } from './alert.ts';

/** In one answer: half of what Defender's quota gives in a minute. */
const maxAlerts = 50;
const maxAlertsOfIncident = 10;

export const files: Command = defineCommand({
  name: 'files',
  group: 'files',
  aliases: ['file-list', 'filelist'],
  summary: 'Files of an alert with verdicts, prevalence and hashes',
  examples: ['files 636688558380765161_2136280442', 'files incident 2451'],
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
    of: alertsOrIncident({
      most: maxAlerts,
      help: `One alert or several, at most ${maxAlerts}; or the worst ${maxAlertsOfIncident} of an incident`,
    }),
    page: page('Five files at a time'),
  },
  async run({ of, page }, context) {
    const { now, portal } = context;
    const { asked, note } = await ('alertIds' in of
      ? ofAlerts(of.alertIds, context)
      : ofIncident(of.incidentId, context));
    if (asked.length === 0 && 'incidentId' in of) return noAlertsOf(of.incidentId, context);
    const alertIds = asked.map(({ alertId }) => alertId);
    const askedAs = 'alertIds' in of ? alertIds : ['incident', String(of.incidentId)];
    const answered = asked.filter((one) => one.files.ok);
    const [first] = asked;
    if (answered.length === 0 && first !== undefined && !first.files.ok && asked.length === 1) throw first.files.error;
    const found = ranked(folded(answered.map(valuesOf)));
    const stats = await topStats(found[0]?.file.sha1, context);
    const at = now();
    const failures = asked.flatMap((one) => (one.files.ok ? [] : [{ alertId: one.alertId, error: one.files.error }]));
    const missing = answered.flatMap(({ alertId, alert }) => (alert.ok ? [] : [{ alertId, error: alert.error }]));
    const errors = [...failures, ...missing].map(({ error }) => error).concat(stats.ok ? [] : [stats.error]);
    const cut = cutNotes(answered, alertIds.length > 1);
    const notes = [
      ...(note === undefined ? [] : [note]),
      ...cut,
      ...missingNames(missing, alertIds.length > 1, at),
      ...(stats.ok ? [] : [`Prevalence here is missing: ${reasonFor(stats.error, undefined, at)}`]),
    ];
    return {
      outcome: outcomeOf({
        isFailed: answered.length === 0,
        isPartial: errors.length > 0 || cut.length > 0,
        isEmpty: found.length === 0,
      }),
      errors,
      subject: `files ${askedAs.join(' ')}`,
      about: aboutOf(of),
      card: filesCard({
        alertIds,
        askedAs,
        alerts: worstFirst(answered.flatMap(({ alert }) => (alert.ok ? [alert.value] : []))),
        failures: failures.map(({ alertId, error }) => ({ alertId, reason: reasonFor(error, files, at) })),
        files: found,
        isComplete: cut.length === 0,
        topStats: stats.ok ? stats.value : undefined,
        notes,
        page,
        reader: readerOf(context, errors),
        portal,
      }),
    };
  },
});

/** Several alerts are as a list: none of them is opened. */
function aboutOf(of: AlertsOrIncident): About | undefined {
  if ('incidentId' in of) return { kind: 'incident', id: String(of.incidentId) };
  const [only, ...others] = of.alertIds;
  return only === undefined || others.length > 0 ? undefined : { kind: 'alert', id: only };
}

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

/** The same: what was read of each, where that is not all. */
function cutNotes(answered: readonly Asked[], withIds: boolean): readonly string[] {
  const cut = answered.flatMap(({ alertId, files }) => {
    const words = files.ok ? cutWords(files.value) : undefined;
    return words === undefined ? [] : [{ alertId, words }];
  });
  return [...Map.groupBy(cut, ({ words }) => words)].map(([words, alerts]) => {
    const whose = withIds ? alerts.map(({ alertId }) => alertId).join(', ') : 'this alert';
    return `Not all files of ${whose} are here: ${words}`;
  });
}

interface AskedAll {
  readonly asked: readonly Asked[];
  /** In our own words. */
  readonly note: string | undefined;
}

interface Asked {
  readonly alertId: string;
  readonly files: Settled<Listed<DefenderFile>>;
  readonly alert: Settled<NonNullable<FilesOfAlert['alert']>>;
}

/** Their files one by one, the alerts themselves in few calls. */
async function ofAlerts(alertIds: readonly string[], context: Context): Promise<AskedAll> {
  const { defender } = context;
  const call = inTime(context);
  const [found, alerts] = await Promise.all([
    settleEach(alertIds, (alertId) => defender.alertFiles(alertId, call), told(context)),
    defender.alertsByIds(alertIds, call),
  ]);
  return { asked: alerts.flatMap((one, at) => askedOf(one.id, found[at], one)), note: undefined };
}

function askedOf(alertId: string, files: Asked['files'] | undefined, alert: Asked['alert']): readonly Asked[] {
  return files === undefined ? [] : [{ alertId, files, alert }];
}

function told({ progress }: Context): (done: number, of: number) => void {
  return (done, of) => {
    if (of > 1) progress({ done, of, what: 'alert' });
  };
}

/** The alerts come with their evidence in one call: of each only its files are asked for. Throws DefenderError. */
async function ofIncident(incidentId: number, context: Context): Promise<AskedAll> {
  const { defender } = context;
  const call = inTime(context);
  const { items, total, isComplete } = await defender.alerts({ incidentId, withEvidence: true }, call);
  const worst = worstFirst(items.filter(({ id }) => isAlertId(id))).slice(0, maxAlertsOfIncident);
  const found = await settleEach(worst, ({ id }) => defender.alertFiles(id, call), told(context));
  const asked = worst.flatMap((alert, at) => askedOf(alert.id, found[at], { ok: true, value: alert }));
  const isAll = isComplete && items.length === worst.length;
  const all = isComplete ? items.length : total;
  const of = all === undefined ? 'the newest alerts' : count(all, 'alert');
  return { asked, note: isAll ? undefined : `Files of the worst ${worst.length} of ${of} of incident ${incidentId}.` };
}

function noAlertsOf(incidentId: number, context: Context): CardReply {
  const none = { incidentId, alerts: [], total: 0, isComplete: true, page: 1, portal: context.portal };
  const nobody = { onIt: undefined, onAlerts: new Map() };
  const card = incidentCard({ ...none, ...nobody, reader: readerOf(context) });
  return { outcome: 'empty', subject: `files incident ${incidentId}`, card };
}

function valuesOf({ alertId, files, alert }: Asked): FilesOfAlert {
  return { alertId, files: files.ok ? files.value.items : [], alert: alert.ok ? alert.value : undefined };
}

async function topStats(
  sha1: string | undefined,
  { defender, signal }: Context,
): Promise<Settled<FileStats | undefined>> {
  return sha1 === undefined ? { ok: true, value: undefined } : settle(defender.fileStats(sha1, { signal }));
}
