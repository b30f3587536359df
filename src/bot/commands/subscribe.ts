import { listCard } from '../../cards/list.ts';
import { button } from '../../cards/buttons.ts';
import type { NewSubscription } from '../../state/subscriptions.ts';
import { page } from '../arg.ts';
import { defineCommand, type Context } from '../command.ts';
import { quoted, UsageError } from '../errors.ts';
import { feedWords, type FeedWords } from '../feed-arg.ts';
import { findDevice, theOne } from '../find-device.ts';
import { pickDevice } from '../pick-device.ts';
import { subscriptionRow } from '../subscription-words.ts';

/** Ours. */
const most = { inRoom: 10, rooms: 200 } as const;

export const subscribe = defineCommand({
  name: 'subscribe',
  aliases: [],
  summary: 'Tells new alerts here as they come, High and above where nothing is said, of all devices or of one',
  examples: ['subscribe alerts', 'subscribe alerts medium', 'subscribe alerts low LAPTOP-042'],
  evidence: false,
  listed: true,
  group: 'alerts',
  menu: 'rooms',
  role: 'subscriber',
  keeps: true,
  permissions: [
    { anyOf: ['Alert.Read.All', 'Alert.ReadWrite.All'], for: 'new alerts', required: true },
    { anyOf: ['Machine.Read.All', 'Machine.ReadWrite.All'], for: 'finding a device by its name', required: false },
  ],
  args: {
    said: feedWords(
      'In any order. Severity: high, medium, low or informational, with all above it. Device: its name or id',
    ),
    page: page('Of several devices that fit, five at a time'),
  },
  async run({ said, page }, context) {
    const { device } = said;
    if (device === undefined) return begun(said, undefined, context);
    const found = await findDevice(device, context);
    const only = theOne(found);
    if (only !== undefined) return begun(said, only, context);
    if (found.machines.length === 0) throw new UsageError(`Defender knows no device ${quoted(device.value)}.`);
    const inItsPlace = (of: string): readonly string[] =>
      said.words.map((word) => (word.toLowerCase() === device.value.toLowerCase() ? of : word));
    const asks = { title: 'Subscribe', command: 'subscribe', words: inItsPlace };
    return pickDevice({ called: device, found, page, asks }, context);
  },
});

async function begun({ least }: FeedWords, device: NewSubscription['device'], context: Context) {
  const { asker, subscriptions, now, shownFor } = context;
  const { person, place } = asker;
  const { kind: placeKind, serviceUrl, roomId, teamId } = place;
  if (placeKind === 'other')
    throw new UsageError('I do not know this kind of conversation well enough to write into it.');
  const at = now();
  const { id: personId, objectId, name: personName } = person;
  const wanted: NewSubscription = {
    ...{ roomId, serviceUrl, placeKind, teamId, personId, objectId, personName },
    device: device && { id: device.id, name: device.name },
    least: least ?? 'High',
    since: at.getTime(),
    refusals: 0,
  };
  // Who subscribed may be known by another name tomorrow; that Defender lets the bot read alerts is asked now.
  await context.defender.alerts({ top: 1 }, { signal: context.signal });
  if (!(await subscriptions.begin(wanted, most)))
    throw new UsageError(
      `That is one too many: ${most.inRoom} in a room, and ${most.rooms} rooms. End one first: subscriptions lists those of this room.`,
    );
  const finding = 'Subscribed: new alerts are told here';
  return {
    outcome: 'answered',
    subject: 'subscriptions',
    card: listCard({
      ...{ finding, summary: finding, facts: [], what: '', page: 1 },
      rows: [subscriptionRow(wanted, at)],
      hints: [
        placeKind === 'channel'
          ? 'Within a minute, in a thread for each incident. A card turns grey when somebody is on its alerts.'
          : 'Within a minute. A card turns grey when somebody is on its alerts.',
      ],
      buttons: [button('Subscriptions', 'subscriptions')],
      reader: { now: at, asOf: at, shownFor },
    }),
  } as const;
}
