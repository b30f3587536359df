import { alertLine } from '../../cards/alert-facts.ts';
import { button } from '../../cards/buttons.ts';
import { listCard, type ListRow } from '../../cards/list.ts';
import { minute, sinceWords } from '../../cards/on-it.ts';
import { sentenceText } from '../../cards/text.ts';
import { count } from '../../cards/units.ts';
import type { Alert } from '../../defender/model.ts';
import type { Holding } from '../../state/on-it.ts';
import { page } from '../arg.ts';
import { defineCommand, type Context } from '../command.ts';
import { onItBy } from '../on-it.ts';
import { readerOf } from '../reader.ts';

export const mine = defineCommand({
  name: 'mine',
  group: 'alerts',
  aliases: [],
  summary: 'The alerts and incidents that you said you are on; what Defender has assigned to you is alerts mine',
  examples: ['mine'],
  evidence: false,
  listed: true,
  menu: false,
  keeps: true,
  permissions: [{ anyOf: ['Alert.Read.All', 'Alert.ReadWrite.All'], for: 'what the alerts are', required: false }],
  args: { page: page('Five at a time') },
  async run({ page }, context) {
    const { asker, onIt, now } = context;
    const { id: personId, objectId } = asker.person;
    const held = await onIt.heldBy({ personId, objectId }, now().getTime());
    const { alerts, errors } = await alertsOf(held, context);
    const at = now();
    const finding = `You are on ${tally(held)}`;
    return {
      outcome: held.length === 0 ? 'empty' : errors.length === 0 ? 'answered' : 'partial',
      errors,
      subject: 'mine',
      card: listCard({
        ...{ finding, summary: finding, facts: [], what: 'of them', page },
        rows: held.map((holding) => rowOf(holding, alerts.get(holding.id), at)),
        hints: [
          ...(errors.length === 0 ? [] : ['Defender did not say what all of them are.']),
          'This is kept here alone. What Defender has assigned to you is another list.',
        ],
        turn: (title, wanted) => button(title, 'mine', 'page', String(wanted)),
        buttons: [button('Assigned in Defender', 'alerts', 'mine')],
        reader: readerOf(context, errors),
      }),
    };
  },
});

async function alertsOf(held: readonly Holding[], { defender, signal }: Context) {
  const ids = held.filter(({ kind }) => kind === 'alert').map(({ id }) => id);
  const asked = ids.length === 0 ? [] : await defender.alertsByIds(ids, { signal });
  return {
    alerts: new Map(asked.flatMap((one) => (one.ok ? [[one.id, one.value] as const] : []))),
    errors: asked.flatMap((one) => (one.ok ? [] : [one.error])),
  };
}

function tally(held: readonly Holding[]): string {
  const alerts = held.filter(({ kind }) => kind === 'alert').length;
  const incidents = held.length - alerts;
  const parts = [alerts > 0 ? count(alerts, 'alert') : '', incidents > 0 ? count(incidents, 'incident') : ''];
  return parts.filter((part) => part !== '').join(' and ') || 'nothing';
}

function rowOf(holding: Holding, alert: Alert | undefined, now: Date): ListRow {
  const { kind, id } = holding;
  const by = onItBy(holding);
  return {
    title: alert?.title === undefined ? `${kind} ${id}` : sentenceText(alert.title),
    details: [
      alert === undefined ? '' : alertLine(alert, now),
      `since ${sinceWords(by.since, now)}, until ${minute(by.until, now)}`,
    ],
    opens: button(kind === 'alert' ? 'Alert' : 'Incident', kind, id),
  };
}
