/** Several devices fit, or none: the list to pick from, for the command that needs one. */

import { deviceListCard, type DeviceQuestion } from '../cards/device-list.ts';
import type { DeviceCalled } from './device-arg.ts';
import type { CardReply } from './command.ts';
import type { FoundDevices } from './find-device.ts';
import { readerOf, type ReaderContext } from './reader.ts';

export function pickDevice({ called, found, page, asks }: PickOptions, context: ReaderContext): CardReply {
  return {
    outcome: found.machines.length === 0 ? 'empty' : 'answered',
    subject: [asks.command, ...asks.words(called.value)].join(' '),
    card: deviceListCard({ ...found, called: called.value, page, asks, reader: readerOf(context) }),
  };
}

interface PickOptions {
  readonly called: DeviceCalled;
  readonly found: FoundDevices;
  readonly page: number;
  readonly asks: DeviceQuestion;
}
