/** A device in words, fit for TextRuns. Source of the members: learn.microsoft.com/defender-endpoint/api/machine */

import type { Machine } from '../defender/model.ts';
import { button, type Button } from './buttons.ts';
import { isDeviceId } from './known-ids.ts';
import type { Row } from './profile.ts';
import { nameText } from './text.ts';
import { age, joined } from './units.ts';

/** Why another device's record may be the one to look at; empty: nothing says so. */
export function staleness(machine: Machine): readonly string[] {
  return [
    ...(machine.mergedIntoMachineId === undefined ? [] : ['merged into another device']),
    ...(machine.isPotentialDuplication === true ? ['a potential duplicate'] : []),
    ...(machine.healthStatus?.toLowerCase() === 'inactive' ? ['inactive'] : []),
  ];
}

/** A device without a name is called by its id. Foreign text. */
export function machineName({ name, id }: Machine): string {
  return name ?? `device ${id.slice(0, 12)}`;
}

/** `Windows11 24H2 · build 26100 · 64-bit`. */
export function system({ osPlatform, version, osBuild, osArchitecture }: Machine): string {
  const named = [osPlatform, version].filter((part) => part !== undefined).map(nameText);
  return joined([
    named.join(' '),
    osBuild === undefined ? undefined : `build ${osBuild}`,
    osArchitecture === undefined ? undefined : nameText(osArchitecture),
  ]);
}

/** `risk High`, `exposure Medium`: what Defender says, behind what it says it of. */
export function rated(of: string, value: string | undefined): string | undefined {
  return value === undefined ? undefined : `${of} ${nameText(value)}`;
}

export function deviceButton(title: string, machineId: string | undefined): Button | undefined {
  return isDeviceId(machineId) ? button(title, 'device', machineId) : undefined;
}

/** @param opens - what a tap asks. */
export function machineRow(machine: Machine, now: Date, opens: Row['opens'] = deviceButton('Device', machine.id)): Row {
  const { lastSeen } = machine;
  const stale = staleness(machine);
  return {
    title: nameText(machineName(machine)),
    lines: [
      stale.length === 0 ? '' : `stale twin? ${stale.join(', ')}`,
      joined([
        rated('risk', machine.riskScore),
        machine.healthStatus === undefined ? undefined : nameText(machine.healthStatus),
        lastSeen === undefined ? undefined : `last seen ${age(lastSeen, now)}`,
        system({ ...machine, osBuild: undefined, osArchitecture: undefined }),
      ]),
    ].filter((line) => line !== ''),
    opens,
  };
}
