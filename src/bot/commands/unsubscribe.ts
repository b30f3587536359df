import { messageCard } from '../../cards/message.ts';
import { count } from '../../cards/units.ts';
import type { Subscription } from '../../state/subscriptions.ts';
import { defineCommand } from '../command.ts';
import { quoted, UsageError } from '../errors.ts';
import { subscribedTo } from '../feed-arg.ts';

export const unsubscribe = defineCommand({
  name: 'unsubscribe',
  aliases: [],
  summary: 'Ends what is told here by itself: all of it, that of all devices, or that of one',
  examples: ['unsubscribe', 'unsubscribe alerts', 'unsubscribe LAPTOP-042'],
  evidence: false,
  listed: true,
  group: 'alerts',
  menu: false,
  role: 'subscriber',
  keeps: true,
  permissions: [],
  args: { what: subscribedTo('alerts: that of all devices; a device: that of it; nothing: all of this room') },
  async run({ what }, { asker, subscriptions }) {
    const { roomId } = asker.place;
    const here = await subscriptions.ofRoom(roomId);
    const meant = what === undefined ? here : here.filter((one) => isMeant(one, what.toLowerCase()));
    if (meant.length === 0 && what !== undefined && here.length > 0)
      throw new UsageError(`There is no subscription to ${quoted(what)} here. subscriptions lists those of this room.`);
    for (const { device } of meant) await subscriptions.end(roomId, device?.id);
    const text =
      meant.length === 0 ? 'Nothing is told here by itself.' : `${count(meant.length, 'subscription')} ended.`;
    return { outcome: meant.length === 0 ? 'empty' : 'answered', subject: 'unsubscribe', card: messageCard(text) };
  },
});

function isMeant({ device }: Subscription, what: string): boolean {
  if (device === undefined) return what === 'alerts';
  return device.id.toLowerCase() === what || device.name?.toLowerCase() === what;
}
