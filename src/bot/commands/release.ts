import { button } from '../../cards/buttons.ts';
import { listCard } from '../../cards/list.ts';
import { onItButton } from '../../cards/on-it.ts';
import { page } from '../arg.ts';
import { defineCommand, type CardReply, type Context } from '../command.ts';
import { NotAllowedError } from '../errors.ts';
import { alertsOrIncident } from '../incident-arg.ts';
import { readWanted, type Wanted } from '../on-it-subject.ts';
import { unreadReply } from '../on-it-unread.ts';
import { readerOf } from '../reader.ts';
import { isSamePerson } from '../same-person.ts';
import { subjectReply } from '../subject-answer.ts';
import { noSuchAlert } from './alert.ts';

export const release = defineCommand({
  name: 'release',
  group: 'alerts',
  aliases: ['unclaim'],
  summary: 'Says that nobody is on an alert or an incident any more: for whoever is on it, or an admin',
  examples: ['release da637472900382838869_1364969609', 'release incident 2451'],
  evidence: false,
  listed: true,
  menu: false,
  keeps: true,
  permissions: [{ anyOf: ['Alert.Read.All', 'Alert.ReadWrite.All'], for: 'the card that shows it', required: false }],
  refusals: { notFound: noSuchAlert },
  args: {
    what: {
      ...alertsOrIncident({ most: 1, help: 'The alert, or the incident by its number' }),
      recalls: undefined, // it may be somebody else's
    },
    page: page('The page that its card shows'),
  },
  async run({ what, page }, context) {
    const { asker, onIt, now } = context;
    const wanted = await readWanted(what, context);
    const [holding] = await onIt.of([wanted.subject], now().getTime());
    if (holding === undefined) return nobodyReply(wanted, context);
    if (!isSamePerson(holding, asker.person) && !(await asker.holder()).has('admin'))
      throw new NotAllowedError('admin', 'notHolder');
    await onIt.release(holding);
    const { read } = wanted;
    return read.ok ? subjectReply(read.value, page, context) : unreadReply(wanted, undefined, read.error, context);
  },
});

function nobodyReply({ name, opens, words }: Wanted, context: Context): CardReply {
  return {
    outcome: 'empty',
    subject: `on-it ${name}`,
    card: listCard({
      finding: 'Nobody is on it',
      summary: 'Nobody is on it',
      facts: [name],
      ...{ rows: [], what: '', page: 1 },
      hints: [],
      buttons: [
        button(opens.command === 'alert' ? 'Alert' : 'Incident', opens.command, ...opens.words),
        onItButton(undefined, ...words),
      ],
      reader: readerOf(context),
    }),
  };
}
