import { alertsCard } from '../../cards/alerts.ts';
import { worstFirst } from '../../triage/severity.ts';
import { alertIds, page } from '../arg.ts';
import { defineCommand, type CardReply, type Command, type Context, type Refusal } from '../command.ts';
import { inTime } from '../each.ts';
import { reasonFor } from '../failure.ts';
import { onItOfAlerts } from '../on-it.ts';
import { readAlert, subjectReply } from '../subject-answer.ts';
import { readerOf } from '../reader.ts';

/** What a 404 means where an alert was asked for by its id. */
export const noSuchAlert: Refusal = {
  heading: 'Defender knows no such alert.',
  advice:
    'Check the id. Alerts older than the retention of your tenant are gone, and alerts of other products are not in this API.',
  retry: false,
};

export const alert: Command = defineCommand({
  name: 'alert',
  group: 'alerts',
  aliases: [],
  summary: 'An alert: what happened where, whether it was stopped, and its evidence',
  examples: ['alert da637472900382838869_1364969609'],
  evidence: false,
  listed: true,
  permissions: [{ anyOf: ['Alert.Read.All', 'Alert.ReadWrite.All'], for: 'alerts and their evidence', required: true }],
  opens: 'alert',
  refusals: { notFound: noSuchAlert },
  args: {
    alertIds: alertIds({ most: 50, help: 'One alert or several, at most 50' }),
    page: page('Five pieces of evidence, or five alerts, at a time'),
  },
  run({ alertIds, page }, context) {
    const [only, ...others] = alertIds;
    return only !== undefined && others.length === 0 ? one(only, page, context) : several(alertIds, page, context);
  },
});

async function one(alertId: string, page: number, context: Context): Promise<CardReply> {
  return subjectReply(await readAlert(alertId, context), page, context);
}

async function several(alertIds: readonly string[], page: number, context: Context): Promise<CardReply> {
  const { defender, progress, now } = context;
  const asked = await defender.alertsByIds(alertIds, {
    ...inTime(context),
    onProgress: (done, of) => progress({ done, of, what: 'alert' }),
  });
  const at = now();
  const found = asked.flatMap((one) => (one.ok ? [one.value] : []));
  const onIt = await onItOfAlerts(found, context);
  const failures = asked.flatMap((one) => (one.ok ? [] : [{ alertId: one.id, error: one.error }]));
  const errors = failures.map(({ error }) => error);
  return {
    outcome: failures.length === 0 && onIt !== undefined ? 'answered' : found.length === 0 ? 'failed' : 'partial',
    errors,
    subject: `alert ${alertIds.join(' ')}`,
    card: alertsCard({
      alerts: worstFirst(found),
      onIt,
      total: found.length,
      failures: failures.map(({ alertId, error }) => ({ alertId, reason: reasonFor(error, alert, at) })),
      asked: '',
      askedAs: { command: 'alert', words: alertIds },
      order: 'worst',
      page,
      reader: readerOf(context, errors),
    }),
  };
}
