import { messageCard } from '../../cards/message.ts';
import { tombstoneCard, type TombstoneView } from '../../cards/tombstone.ts';
import type { ShownEvidence } from '../../state/evidence.ts';
import { defineCommand } from '../command.ts';
import { NotAllowedError, UsageError } from '../errors.ts';
import { isSamePerson } from '../same-person.ts';

export const remove = defineCommand({
  name: 'remove',
  group: 'results',
  aliases: [],
  summary: 'Removes a card that shows what a device gave: the button Remove on it, for whom it was shown or an admin',
  examples: ['remove'],
  evidence: false,
  listed: false,
  role: 'everybody', // a person whose role is gone may still take back what was shown for them
  ofItsCard: true,
  keeps: true,
  permissions: [],
  args: {},
  async run(_, { pressedCard, asker, now }) {
    if (pressedCard === undefined)
      throw new UsageError('Which card? Press Remove on the one that is to go: it is under “…”.');
    const known = await pressedCard.evidence();
    if (known?.removed !== undefined)
      return { outcome: 'empty', subject: 'removed', card: messageCard('That card is removed already.') };
    const isOwn = known !== undefined && isSamePerson(known, asker.person);
    if (!isOwn && !(await asker.holder()).has('admin'))
      throw new NotAllowedError('admin', known === undefined ? 'forgotten' : 'notYours');
    const card = tombstoneCard({
      shown: known && shownOf(known),
      removal: { by: 'person', personName: asker.person.name },
      removedAt: now(),
    });
    return { outcome: 'answered', subject: 'removed', card, isTombstone: true };
  },
});

function shownOf({ what, personName, sha256, shownAt }: ShownEvidence): TombstoneView['shown'] {
  return { what, personName, sha256, at: new Date(shownAt) };
}
