import { alertsCard } from '../../cards/alerts.ts';
import { nameText } from '../../cards/text.ts';
import { joined } from '../../cards/units.ts';
import { alertWords, known, type AlertWords } from '../alert-words.ts';
import { page } from '../arg.ts';
import { defineCommand, type CardReply, type Context } from '../command.ts';
import { calledIn, type DeviceCalled } from '../device-arg.ts';
import { quoted, UsageError } from '../errors.ts';
import { findDevice, theOne, type FoundDevices } from '../find-device.ts';
import { onItOfAlerts } from '../on-it.ts';
import { pickDevice } from '../pick-device.ts';
import { readerOf } from '../reader.ts';

/** Where nothing is said: four pages. */
const defaultCount = 20;

export const alerts = defineCommand({
  name: 'alerts',
  group: 'alerts',
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
      `In any order. Severity: high, medium, low, informational. Status: new, inprogress, resolved, open. Device: its name or how that begins, its id, or its IP. An address in the place of mine: alerts of that person. Count: up to 200; ${defaultCount} when nothing is said`,
    ),
    page: page('Five alerts, or five devices that fit, at a time'),
  },
  async run({ said, page }, context) {
    const { defender, signal } = context;
    const upn = await assigneeOf(said, context);
    const device = said.device === undefined ? undefined : await deviceOf(said.device, context);
    if (device?.kind === 'several') return whichDevice(said, device, page, context);
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
    const onIt = await onItOfAlerts(found.items, context);
    const total = found.isComplete ? found.items.length : found.total;
    return {
      outcome: found.items.length === 0 ? 'empty' : onIt === undefined ? 'partial' : 'answered',
      subject: `alerts ${said.words.join(' ')}`,
      card: alertsCard({
        ...{ alerts: found.items, onIt, total, failures: [], asked: askedWords(said, upn), order: 'newest', page },
        askedAs: { command: 'alerts', words: said.words },
        reader: readerOf(context),
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
  | { readonly kind: 'one'; readonly id: string }
  | { readonly kind: 'several'; readonly called: DeviceCalled; readonly found: FoundDevices };

/** Throws UsageError where no device has the name: it may be another word, misspelt. */
async function deviceOf(device: string, context: Context): Promise<Found> {
  const called = calledIn(device);
  if (called.kind === 'id') return { kind: 'one', id: called.value };
  const found = await findDevice(called, context);
  const only = theOne(found);
  if (only !== undefined) return { kind: 'one', id: only.id };
  if (found.machines.length > 0) return { kind: 'several', called, found };
  throw new UsageError(`Defender knows no device ${quoted(device)}. ${known}`);
}

function whichDevice(
  { words, device }: AlertWords,
  { called, found }: Pick<Found & { readonly kind: 'several' }, 'called' | 'found'>,
  page: number,
  context: Context,
): CardReply {
  const inItsPlace = (of: string): readonly string[] => words.map((word) => (word === device ? of : word));
  return pickDevice({ called, found, page, asks: { title: 'Alerts', command: 'alerts', words: inItsPlace } }, context);
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
