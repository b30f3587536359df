/** The words after `npm run emulator --`. */

import { parseArgs } from 'node:util';
import type { Arriving } from './data/arriving.ts';
import type { WorldSize } from './data/large/enlarged.ts';

/** So much is made in a second or two. */
const most = 20_000;

/** `undefined`: nothing was asked for. Throws an Error that says what is wrong. */
export function worldSizeIn(words: readonly string[]): WorldSize | undefined {
  const { alerts, devices, seed } = optionsIn(words);
  if (alerts === undefined && devices === undefined && seed === undefined) return undefined;
  return {
    alerts: number('alerts', alerts ?? '0'),
    devices: number('devices', devices ?? '0'),
    seed: number('seed', seed ?? '1'),
  };
}

/** `undefined`: no alerts come. Throws an Error that says what is wrong. */
export function arrivingIn(words: readonly string[]): Arriving | undefined {
  const { arriving, seed } = optionsIn(words);
  if (arriving === undefined) return undefined;
  const perHour = number('arriving', arriving);
  return perHour === 0 ? undefined : { perHour, seed: number('seed', seed ?? '1') };
}

function optionsIn(words: readonly string[]) {
  const option = { type: 'string' } as const;
  const options = { alerts: option, devices: option, seed: option, arriving: option };
  return parseArgs({ args: [...words], options }).values;
}

function number(name: string, text: string): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= most)) throw new Error(`--${name} must be a number from 0 to ${most}.`);
  return value;
}
