/** Devices of an invented company, each with the person who works at it. */

import { createHash } from 'node:crypto';
import { days, minutes } from '../../time.ts';
import type { Random } from './random.ts';

export interface PlannedDevice {
  readonly id: string;
  readonly name: string;
  readonly os: { readonly platform: string; readonly version: string | null; readonly build: number | null };
  readonly ipAddress: string;
  readonly owner: string;
  readonly seenAgoMs: number;
  readonly tags: readonly string[];
  /** The device that this one became; `undefined`: it is none's former self. */
  readonly mergedInto: string | undefined;
}

const kinds = [
  { prefix: 'laptop', os: { platform: 'Windows11', version: '24H2', build: 26100 } },
  { prefix: 'desktop', os: { platform: 'Windows10', version: '22H2', build: 19045 } },
  { prefix: 'laptop', os: { platform: 'Windows11', version: '23H2', build: 22631 } },
  { prefix: 'srv', os: { platform: 'WindowsServer2022', version: '21H2', build: 20348 } },
  { prefix: 'web', os: { platform: 'Ubuntu', version: null, build: null } },
  { prefix: 'macbook', os: { platform: 'macOS', version: '15.1', build: null } },
] as const;

const firstNames = ['alex', 'kim', 'jamie', 'robin', 'sam', 'toni', 'chris', 'noa', 'luca', 'mika'];

/** So many devices have a stale twin: one of the same name that was set up anew. */
const twinEvery = 40;

export function planDevices(count: number, random: Random): readonly PlannedDevice[] {
  const planned: PlannedDevice[] = [];
  for (let number = 1; number <= count; number++) {
    const last = planned.at(-1);
    planned.push(number % twinEvery === 0 && last !== undefined ? twin(last, number) : device(number, random));
  }
  return planned;
}

function device(number: number, random: Random): PlannedDevice {
  const { prefix, os } = random.pick(kinds);
  return {
    id: idOf(number),
    name: `${prefix}-${String(number).padStart(5, '0')}.contoso.example`,
    os,
    ipAddress: `10.${20 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`,
    owner: `${random.pick(firstNames)}.${String(Math.ceil(number / 2)).padStart(4, '0')}`,
    seenAgoMs: minutes(1 + random.below(9)),
    tags: random.chance(0.2) ? ['VIP'] : random.chance(0.3) ? ['Finance', 'Site North'] : [],
    mergedInto: undefined,
  };
}

function twin(other: PlannedDevice, number: number): PlannedDevice {
  return { ...other, id: idOf(number), seenAgoMs: days(45), mergedInto: other.id };
}

function idOf(number: number): string {
  return createHash('sha1').update(`device ${number}`).digest('hex');
}
