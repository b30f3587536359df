/** The words after `npm run emulator --`. */

import { parseArgs } from 'node:util';
import type { WorldSize } from './data/large/enlarged.ts';

/** So much is made in a second or two. */
const most = 20_000;

/** `undefined`: nothing was asked for. Throws an Error that says what is wrong. */
export function worldSizeIn(words: readonly string[]): WorldSize | undefined {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...words], options: { alerts: option, devices: option, seed: option } });
  if (Object.keys(values).length === 0) return undefined;
  const { alerts = '0', devices = '0', seed = '1' } = values;
  return { alerts: number('alerts', alerts), devices: number('devices', devices), seed: number('seed', seed) };
}

function number(name: string, text: string): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= most)) throw new Error(`--${name} must be a number from 0 to ${most}.`);
  return value;
}
