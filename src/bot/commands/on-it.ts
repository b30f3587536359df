import { listCard } from '../../cards/list.ts';
import { onItLine, onItShort, minute } from '../../cards/on-it.ts';
import type { Holding } from '../../state/on-it.ts';
import { button } from '../../cards/buttons.ts';
import { page } from '../arg.ts';
import { defineCommand, type CardReply, type Context } from '../command.ts';
import { UsageError } from '../errors.ts';
import { alertsOrIncident } from '../incident-arg.ts';
import { onItBy } from '../on-it.ts';
import { readWanted, type Wanted } from '../on-it-subject.ts';
import { readerOf, type ReaderContext } from '../reader.ts';
import { isSamePerson } from '../same-person.ts';
import { unreadReply } from '../on-it-unread.ts';
import { subjectReply } from '../subject-answer.ts';
import { noSuchAlert } from './alert.ts';

/** Of one person at once; more is no work but a list. */
const mostOfOne = 50;

export const onIt = defineCommand({
  name: 'on-it',
  group: 'alerts',
  aliases: ['onit', 'claim'],
  summary: 'Says that you are on an alert or an incident, to everybody who opens it here; Defender is told nothing',
  examples: ['on-it da637472900382838869_1364969609', 'on-it incident 2451'],
  evidence: false,
  listed: true,
  menu: 'rooms',
  keeps: true,
  permissions: [{ anyOf: ['Alert.Read.All', 'Alert.ReadWrite.All'], for: 'the card that shows it', required: false }],
  refusals: { notFound: noSuchAlert },
  args: {
    what: alertsOrIncident({ most: 1, help: 'The alert, or the incident by its number' }),
    page: page('The page that its card shows'),
  },
  async run({ what, page }, context) {
    const wanted = await readWanted(what, context);
    const { read } = wanted;
    if (read.ok && read.value.kind === 'incident' && read.value.alerts.items.length === 0)
      return subjectReply(read.value, page, context);
    const { isTaken, holding } = await claim(wanted, context);
    if (!isTaken && !isSamePerson(holding, context.asker.person)) return takenReply(wanted, holding, context);
    return read.ok ? subjectReply(read.value, page, context) : unreadReply(wanted, holding, read.error, context);
  },
});

async function claim(
  { subject }: Wanted,
  { onIt, shiftMs, asker: { person }, now }: Context,
): ReturnType<Context['onIt']['claim']> {
  const since = now().getTime();
  const { id: personId, objectId, name: personName } = person;
  const held = await onIt.heldBy({ personId, objectId }, since);
  if (held.length >= mostOfOne)
    throw new UsageError(`You are on ${held.length} already. Release one first: mine lists them.`);
  return onIt.claim({ ...subject, personId, objectId, personName, since, until: since + shiftMs });
}

/** Somebody was before them. */
function takenReply({ name, opens }: Wanted, holding: Holding, context: ReaderContext): CardReply {
  const [by, at] = [onItBy(holding), context.now()];
  return {
    outcome: 'empty',
    subject: `on-it ${name}`,
    card: listCard({
      finding: onItLine(by, at),
      summary: onItShort(by, at),
      facts: [name],
      ...{ rows: [], what: '', page: 1 },
      hints: [`So you are not. They or an admin can release it; by itself it ends at ${minute(by.until, at)}.`],
      buttons: [button(holding.kind === 'alert' ? 'Alert' : 'Incident', opens.command, ...opens.words)],
      reader: readerOf(context),
    }),
  };
}
