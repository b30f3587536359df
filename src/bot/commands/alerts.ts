import { alertsCard } from '../../cards/alerts.ts';
import { messageCard } from '../../cards/message.ts';
import { nameText } from '../../cards/text.ts';
import { joined } from '../../cards/units.ts';
import type { Machine } from '../../defender/model.ts';
import { alertWords, known, type AlertWords } from '../alert-words.ts';
import { page } from '../arg.ts';
import { defineCommand, type CardReply, type Context } from '../command.ts';
import { deviceButtons } from '../device-buttons.ts';
import { quoted, UsageError } from '../errors.ts';
import { idIn } from '../id.ts';

/** Where nothing is said: four pages. */
const defaultCount = 20;

export const alerts = defineCommand({
  name: 'alerts',
  aliases: [],
  summary: 'The latest alerts, by severity, status, device or assignee',
  examples: ['alerts', 'alerts high new unassigned', 'alerts laptop-042 open 50'],
  evidence: false,
  listed: true,
  permissions: [
    { anyOf: ['Alert.Read.All', 'Alert.ReadWrite.All'], for: 'the alerts', required: true },
    { anyOf: ['Machine.Read.All', 'Machine.ReadWrite.All'], for: 'finding a device by its name', required: false },
  ],
  refusals: {
    notFound: {
      heading: 'Defender knows no such device.',
      advice: 'Check its id, or ask by its name.',
      retry: false,
    },
  },
  args: {
    said: alertWords(
      `In any order. Severity: high, medium, low, informational. Status: new, inprogress, resolved, open. Device: its name or id. An address in the place of mine: alerts of that person. Count: up to 200; ${defaultCount} when nothing is said`,
    ),
    page: page('Five alerts at a time'),
  },
  async run({ said, page }, context) {
    const { defender, signal, now, shownFor } = context;
    const upn = await assigneeOf(said, context);
    const device = said.device === undefined ? undefined : await deviceOf(said.device, context);
    if (device?.kind === 'several') return whichDevice(said, device.machines, context);
    const found = await defender.alerts(
      {
        severities: said.severities,
        statuses: said.statuses,
        ...(upn === undefined ? {} : { assignedTo: upn }),
        ...(device === undefined ? {} : { machineId: device.id }),
        top: said.count ?? defaultCount,
      },
      { signal },
    );
    const total = found.isComplete ? found.items.length : found.total;
    const at = now();
    return {
      outcome: found.items.length === 0 ? 'empty' : 'answered',
      subject: `alerts ${said.words.join(' ')}`,
      card: alertsCard({
        ...{ alerts: found.items, total, failures: [], asked: askedWords(said, upn), order: 'newest', page },
        askedAs: { command: 'alerts', words: said.words },
        reader: { now: at, shownFor },
      }),
    };
  },
});

type Assignee = 'nobody' | { readonly upn: string } | undefined;

/** Throws UsageError where it is not known who asks. */
async function assigneeOf({ assigned }: AlertWords, { asker }: Context): Promise<Assignee> {
  if (assigned === 'unassigned') return 'nobody';
  if (assigned !== 'mine') return assigned;
  const { upn } = await asker.holder();
  if (upn !== undefined) return { upn };
  throw new UsageError(
    'Teams did not tell me what you sign in with, so I do not know which alerts are yours. Type your address in the place of mine, for example: alerts ana@contoso.com',
  );
}

type Found =
  { readonly kind: 'one'; readonly id: string } | { readonly kind: 'several'; readonly machines: readonly Machine[] };

/** Throws UsageError where no device has the name. */
async function deviceOf(device: string, { defender, signal }: Context): Promise<Found> {
  if (idIn(device) !== undefined) return { kind: 'one', id: device };
  const { exact, similar } = await defender.machinesByName(device, { signal });
  const [machine, ...others] = exact.length === 0 ? similar : exact;
  if (machine === undefined) throw new UsageError(`Defender knows no device ${quoted(device)}. ${known}`);
  const isOne = others.length === 0 && exact.length === 1;
  return isOne ? { kind: 'one', id: machine.id } : { kind: 'several', machines: [machine, ...others] };
}

/** A name is never guessed at: a twin or a namesake is another device. */
function whichDevice(said: AlertWords, machines: readonly Machine[], { now }: Context): CardReply {
  const withoutDevice = said.words.filter((word) => word !== said.device);
  const text = 'Which device do you mean? The ones that were seen last:';
  return {
    outcome: 'answered',
    subject: `alerts ${said.words.join(' ')}`,
    card: messageCard(
      text,
      deviceButtons(machines, now(), (id) => ({ command: 'alerts', words: [...withoutDevice, id] })),
    ),
  };
}

/** Fit for a TextRun; empty where all alerts were asked for. */
function askedWords({ severities, statuses, device }: AlertWords, assignee: Assignee): string {
  return joined([
    severities.join(', '),
    statuses.join(', '),
    device === undefined ? undefined : `on ${nameText(device)}`,
    assignee === 'nobody' ? 'unassigned' : assignee === undefined ? undefined : `assigned to ${nameText(assignee.upn)}`,
  ]);
}
