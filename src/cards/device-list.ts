/** Devices among which to pick, the one seen last first, a page at a time. */

import type { Machine } from '../defender/model.ts';
import { actions, button, refresh, type Button } from './buttons.ts';
import { footer, type Reader } from './footer.ts';
import { isDeviceId } from './known-ids.ts';
import { machineRow, staleness } from './machine-words.ts';
import { profileCard, section } from './profile.ts';
import type { Card } from './render.ts';
import { nameText, shortName } from './text.ts';
import { count, number } from './units.ts';

const perPage = 5;
/** In UTF-16 units of JSON: of a page of devices, whatever is known of each. */
const maxPageUnits = 20_000;

export interface DeviceListView {
  /** What was typed. */
  readonly called: string;
  readonly machines: readonly Machine[];
  /** There may be more. */
  readonly isComplete: boolean;
  /** They are what was asked for; else they only begin with it. */
  readonly isExact: boolean;
  /** How an address led to them, in our own words; `undefined`: they were named. */
  readonly how: string | undefined;
  /** From 1; beyond the end is the last. */
  readonly page: number;
  readonly asks: DeviceQuestion;
  readonly reader: Reader;
}

/** What a tap asks of the device. */
export interface DeviceQuestion {
  /** Of the button. */
  readonly title: string;
  readonly command: string;
  /** @param device - its id, or what was typed in its place. */
  readonly words: (device: string) => readonly string[];
}

export function deviceListCard(view: DeviceListView): Card {
  const { called, machines, isComplete, asks, reader } = view;
  const pages = Math.max(1, Math.ceil(machines.length / perPage));
  const page = Math.min(view.page, pages);
  const before = (page - 1) * perPage;
  const shown = machines.slice(before, before + perPage);
  const to = (title: string, wanted: number): Button =>
    button(title, asks.command, ...asks.words(called), 'page', String(wanted));
  const stale = machines.filter((machine) => staleness(machine).length > 0).length;
  return profileCard({
    finding: finding(view, nameText),
    summary: finding(view, shortName),
    warnings: [],
    facts: [
      machines.length === 0 ? noneWords : 'Tap the one you mean.',
      stale === 0 ? '' : `${number(stale)} may be a stale twin of another device.`,
      isComplete ? '' : 'There may be more: type more of the name.',
    ],
    ids: [],
    sections:
      shown.length === 0
        ? []
        : [
            section(
              pages === 1 ? 'seen last first' : `seen last first, page ${page} of ${pages}`,
              shown.map((machine) => machineRow(machine, reader.now, asked(machine, asks))),
              { total: shown.length, maxUnits: maxPageUnits },
            ),
          ],
    notes: [],
    footer: footer(reader),
    actions: actions({
      primary: [page < pages ? to('Next', page + 1) : undefined, page > 1 ? to('Previous', page - 1) : undefined],
      secondary: [
        machines.length === 0 ? tryAgain(view) : refresh(asks.command, ...asks.words(called), 'page', String(page)),
      ],
    }),
  });
}

function asked({ id }: Machine, { title, command, words }: DeviceQuestion): Button | undefined {
  return isDeviceId(id) ? button(title, command, ...words(id)) : undefined;
}

/** It may have come since. */
function tryAgain({ asks, called }: DeviceListView): Button {
  return { ...refresh(asks.command, ...asks.words(called)), title: 'Try again' };
}

/** Source: learn.microsoft.com/defender-endpoint/api/get-machines (devices seen within the retention of the tenant) */
const noneWords =
  'Check how it is written: a DNS name or how that begins, a device id, or an internal IP address. Devices that were not seen for longer than the retention of your tenant are gone.';

/** @param text - treats the foreign parts for where the line goes. */
function finding({ called, machines, isExact, how }: DeviceListView, text: (name: string) => string): string {
  const many = count(machines.length, 'device');
  if (how !== undefined)
    return machines.length === 0
      ? `Defender knows no device that had the address ${text(called)}`
      : `${many} ${how}: ${text(called)}`;
  if (machines.length === 0) return `Defender knows no device called ${text(called)}`;
  if (isExact) return `${many} called ${text(called)}`;
  const begin = machines.length === 1 ? 'the name of 1 device begins' : `the names of ${many} begin`;
  return `No device is called ${text(called)}; ${begin} with it`;
}
