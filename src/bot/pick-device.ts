/** Several devices fit, or none: the list to pick from, for the command that needs one. */

import { deviceListCard, type DeviceQuestion } from '../cards/device-list.ts';
import type { DeviceCalled } from './device-arg.ts';
import type { CardReply, Context } from './command.ts';
import type { FoundDevices } from './find-device.ts';

export function pickDevice(
  { called, found, page, asks }: PickOptions,
  { now, shownFor }: Pick<Context, 'now' | 'shownFor'>,
): CardReply {
  return {
    outcome: found.machines.length === 0 ? 'empty' : 'answered',
    subject: [asks.command, ...asks.words(called.value)].join(' '),
    card: deviceListCard({ ...found, called: called.value, page, asks, reader: { now: now(), shownFor } }),
  };
}

interface PickOptions {
  readonly called: DeviceCalled;
  readonly found: FoundDevices;
  readonly page: number;
  readonly asks: DeviceQuestion;
}
