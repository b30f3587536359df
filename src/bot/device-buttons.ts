/** Devices to choose among where a name fits several: one button each. */

import { maxActions, type Button } from '../cards/buttons.ts';
import { isDeviceId } from '../cards/known-ids.ts';
import type { SubmitData } from '../cards/render.ts';
import { shortName } from '../cards/text.ts';
import { ageOrDate } from '../cards/units.ts';
import type { Machine } from '../defender/model.ts';

/** @param asks - what is asked about the device with this id. */
export function deviceButtons(
  machines: readonly Machine[],
  now: Date,
  asks: (machineId: string) => SubmitData,
): readonly Button[] {
  return machines
    .filter(({ id }) => isDeviceId(id))
    .slice(0, maxActions)
    .map(({ id, name, lastSeen }) => ({
      title: `${shortName(name ?? id)}${lastSeen === undefined ? '' : `, seen ${ageOrDate(lastSeen, now)}`}`,
      data: asks(id),
    }));
}
