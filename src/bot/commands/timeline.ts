import { alertKey } from '../../alert-key.ts';
import { timelineCard, timelineText, type TimelineView } from '../../cards/timeline.ts';
import type { OnItSubject } from '../../state/on-it.ts';
import { page } from '../arg.ts';
import { defineCommand, type Command, type Context } from '../command.ts';
import { idIn } from '../id.ts';
import { onItBy } from '../on-it.ts';
import { timelineEntries } from '../timeline-entries.ts';
import { asText, timelineSubject, type TimelineSubject } from '../timeline-arg.ts';

/** Records that are looked at: the newest. */
const most = 500;

export const timeline = defineCommand({
  name: 'timeline',
  group: 'alerts',
  aliases: ['handover'],
  summary:
    'What was asked and found here, by whom and when, and who is on it; of one alert or incident, or of the thread',
  examples: ['timeline', 'timeline text', 'timeline da637472900382838869_1364969609', 'timeline incident 2451'],
  evidence: false,
  listed: true,
  menu: 'rooms',
  keeps: true,
  permissions: [],
  args: {
    subject: timelineSubject('The alert or incident; without one, what was found in this thread or chat'),
    text: asText('As a plain message, for a ticket'),
    page: page('Five at a time'),
  },
  async run({ subject, text, page }, context) {
    const { asker, audit, commands, conversationId, messageLinks, now, shownFor } = context;
    const records = await audit.findings({
      of: subject === undefined ? { conversationId } : { roomId: asker.place.roomId, id: subject.id },
      commands: commands.filter(isTold).map(({ name }) => name),
      most: most + 1,
    });
    const entries = timelineEntries(records.slice(0, most), messageLinks);
    const subjects = subject === undefined ? subjectsIn(records) : [subject];
    const view: TimelineView = {
      of: subject === undefined ? undefined : `${subject.kind} ${subject.id}`,
      where: subject === undefined ? wheres[asker.placeKind].thread : wheres[asker.placeKind].room,
      entries,
      isCut: records.length > most,
      onIt: await onIts(subjects, context),
      watches: subject === undefined ? await context.watching.here(maxSubjects) : [],
      page,
      words: subject === undefined ? [] : subject.kind === 'incident' ? ['incident', subject.id] : [subject.id],
      reader: { now: now(), asOf: now(), shownFor },
    };
    const outcome = entries.length === 0 ? 'empty' : 'answered';
    if (text && entries.length > 0) return { outcome, text: timelineText(view) };
    return { outcome, subject: ['timeline', ...view.words].join(' '), card: timelineCard(view) };
  },
});

const wheres = {
  personal: { thread: 'in this chat', room: 'in this chat' },
  group: { thread: 'in this chat', room: 'in this chat' },
  channel: { thread: 'in this thread', room: 'in this channel' },
  other: { thread: 'here', room: 'here' },
} as const;

/** What says something of Defender; a timeline does not tell of itself. */
function isTold({ name, group }: Command): boolean {
  return group !== 'bot' && name !== timeline.name;
}

/** Somebody may be on them. */
const maxSubjects = 20;

function subjectsIn(records: readonly { readonly ids: readonly string[] }[]): readonly TimelineSubject[] {
  const ids = [...new Set(records.flatMap((record) => record.ids))];
  return ids.flatMap((id) => subjectOf(id) ?? []).slice(0, maxSubjects);
}

function subjectOf(id: string): TimelineSubject | undefined {
  if (/^\d{1,15}$/.test(id)) return { kind: 'incident', id };
  return idIn(id)?.kind === 'alert' ? { kind: 'alert', id } : undefined;
}

async function onIts(
  subjects: readonly TimelineSubject[],
  { onIt, now }: Pick<Context, 'onIt' | 'now'>,
): Promise<TimelineView['onIt']> {
  const wanted: readonly OnItSubject[] = subjects.map(({ kind, id }) => ({ kind, id: alertKey(id) }));
  const held = await onIt.of(wanted, now().getTime());
  return held.map((holding) => ({ what: `${holding.kind} ${holding.id}`, by: onItBy(holding) }));
}
