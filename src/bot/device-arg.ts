/** Devices by whatever names them, as arguments. */

import { isIP } from 'node:net';
import type { Arg } from './arg.ts';
import { quoted, UsageError } from './errors.ts';
import { idIn, idInPortalUrl } from './id.ts';

/** How somebody called a device. An id is 40 hexadecimal digits, lower case. */
export interface DeviceCalled {
  readonly kind: 'id' | 'ip' | 'name';
  readonly value: string;
}

export function deviceCalled(help: string): Arg<DeviceCalled> {
  return {
    label: '<name|id|ip>',
    help,
    wants: ['device', 'sha1-or-device'],
    recalls: { device: (id) => [id] },
    take([word, ...rest]) {
      if (word === undefined)
        throw new UsageError('Which device? Type its name or how that begins, its id, or its IP.');
      return { value: calledIn(word), rest };
    },
  };
}

export interface ActionsChoice {
  /** `undefined`: of all devices. */
  readonly called: DeviceCalled | undefined;
  readonly count: number;
}

/** Of a list of actions. */
const counts = { default: 5, most: 20 } as const;

/** A device, a number of actions, both in any order, or nothing. A device whose name is a number needs its id. */
export function actionsChoice(help: string): Arg<ActionsChoice> {
  return {
    label: '[name|id|ip] [count]',
    help,
    take(words) {
      const end = words.findIndex((word) => word.toLowerCase() === 'page');
      const own = words.slice(0, end === -1 ? 2 : Math.min(end, 2));
      const number = own.find((word) => /^\d{1,4}$/.test(word));
      const device = own.find((word) => word !== number);
      const taken = [number, device].filter((word) => word !== undefined).length;
      return {
        value: {
          called: device === undefined ? undefined : calledIn(device),
          count: number === undefined ? counts.default : countIn(number),
        },
        rest: words.slice(taken),
      };
    },
  };
}

function countIn(word: string): number {
  const n = Number(word);
  if (n < 1 || n > counts.most)
    throw new UsageError(`${quoted(word)} is not a number of actions: from 1 to ${counts.most}.`);
  return n;
}

/** A 40-digit id: of a file or a device. Lower case. */
export function sha1OrDevice(help: string): Arg<string> {
  return {
    label: '<sha1|deviceId>',
    help,
    wants: ['sha1-or-device', 'sha1', 'device'],
    take([word, ...rest]) {
      const found = word === undefined ? undefined : idIn(word);
      if (found?.kind !== 'sha1-or-device') throw new UsageError('Which one? Type 40 hexadecimal digits.');
      return { value: found.id, rest };
    },
  };
}

/** Throws UsageError for what cannot be a device's name. */
export function calledIn(word: string): DeviceCalled {
  const id = idIn(word) ?? idInPortalUrl(word);
  if (id?.kind === 'device' || id?.kind === 'sha1-or-device') return { kind: 'id', value: id.id.toLowerCase() };
  if (isIP(word) !== 0 && !word.includes('%')) return { kind: 'ip', value: word.toLowerCase() };
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,254}$/u.test(word))
    throw new UsageError(`${quoted(word)} is no name of a device: letters, digits, dots, hyphens and underscores.`);
  return { kind: 'name', value: word };
}
