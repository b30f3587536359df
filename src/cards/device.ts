/** One device: how it stands, who uses it, what is open on it, and what is being done to it. */

import type { Alert, Listed, Machine, MachineAction, User } from '../defender/model.ts';
import { actionsSection } from './related-actions.ts';
import { actions, button, refresh } from './buttons.ts';
import { redIf } from './finding-color.ts';
import { footer, type Reader } from './footer.ts';
import { isDeviceId } from './known-ids.ts';
import { deviceButton, machineName, rated, staleness, system } from './machine-words.ts';
import type { OperatorLinks } from './operator-links.ts';
import type { Portal } from './portal.ts';
import { profileCard, section, type Row, type Section } from './profile.ts';
import { alertsSection, openWords } from './related-alerts.ts';
import type { Card } from './render.ts';
import { nameText, shortName } from './text.ts';
import { age, count, joined, number, utcDate, utcMoment } from './units.ts';

/** Of a device's tags and addresses; the rest is counted. */
const maxNames = 5;

export interface DeviceView {
  readonly machine: Machine;
  /** What could be read. */
  readonly users: Listed<User> | undefined;
  readonly alerts: Listed<Alert> | undefined;
  /** The running ones first, each once. */
  readonly deviceActions: readonly MachineAction[] | undefined;
  /** What was done that was not asked for word by word, what is missing and why: in our own words. */
  readonly notes: readonly string[];
  readonly reader: Reader;
  readonly portal: Portal;
  readonly operatorLinks: OperatorLinks;
}

export function deviceCard(view: DeviceView): Card {
  const { machine, alerts, deviceActions, reader, portal, operatorLinks, notes } = view;
  const { id, name, mergedIntoMachineId } = machine;
  return profileCard({
    finding: finding(view, nameText),
    summary: finding(view, shortName),
    color: redIf(machine.riskScore?.toLowerCase() === 'high'),
    warnings: warnings(machine),
    facts: facts(machine, reader.now),
    ids: isDeviceId(id) ? [`device id ${id}`] : [],
    sections: [
      alerts && alertsSection(alerts, { now: reader.now, withDevice: false }),
      deviceActions && actionsSection(deviceActions, { now: reader.now, withDevice: false }),
      usersSection(view),
    ].filter((one) => one !== undefined),
    notes,
    footer: footer(reader),
    actions: actions({
      primary: [
        deviceButton('The device it became', mergedIntoMachineId),
        isDeviceId(id) && deviceActions !== undefined && deviceActions.length > 0
          ? button('All actions', 'actions', id, '20')
          : undefined,
      ],
      secondary: [
        isDeviceId(id) ? refresh('device', id) : undefined,
        isDeviceId(id) ? button('Hunting query', 'kql', 'device', id) : undefined,
      ],
      links: [portal.device(id), ...operatorLinks('device', { deviceId: id, deviceName: name })],
    }),
  });
}

/** @param text - treats the foreign parts for where the line goes. */
function finding({ machine, alerts }: DeviceView, text: (name: string) => string): string {
  const { riskScore } = machine;
  const [stale] = staleness(machine);
  const parts = [
    stale,
    riskScore === undefined ? undefined : `risk ${text(riskScore)}`,
    alerts === undefined ? undefined : openWords(alerts),
  ].filter((part) => part !== undefined);
  return `${text(machineName(machine))}: ${parts.length === 0 ? 'a device' : parts.join(', ')}`;
}

function warnings(machine: Machine): readonly string[] {
  const stale = staleness(machine);
  const { isExcluded, exclusionReason, onboardingStatus } = machine;
  return [
    stale.length === 0 ? '' : `May be a stale twin: Defender calls it ${stale.join(', ')}.`,
    isExcluded !== true ? '' : joined(['excluded from Defender’s lists', exclusionReason && nameText(exclusionReason)]),
    onboardingStatus === undefined || onboardingStatus.toLowerCase() === 'onboarded'
      ? ''
      : `onboarding ${nameText(onboardingStatus)}`,
  ].filter((line) => line !== '');
}

function facts(machine: Machine, now: Date): readonly string[] {
  const { healthStatus, firstSeen, lastSeen, deviceGroup, managedBy, lastIpAddress, lastExternalIpAddress } = machine;
  return [
    joined([
      healthStatus === undefined ? undefined : nameText(healthStatus), // the risk is in the finding
      rated('exposure', machine.exposureLevel),
      rated('value', machine.deviceValue),
    ]),
    system(machine),
    joined([
      lastSeen === undefined ? undefined : `last seen ${utcMoment(lastSeen, now)} (${age(lastSeen, now)})`,
      firstSeen === undefined ? undefined : `first seen ${utcDate(firstSeen)}`,
    ]),
    joined([
      lastIpAddress === undefined ? undefined : `IP ${nameText(lastIpAddress)}`,
      lastExternalIpAddress === undefined ? undefined : `external ${nameText(lastExternalIpAddress)}`,
      named('also', otherAddresses(machine)),
    ]),
    joined([
      deviceGroup === undefined ? undefined : `group ${nameText(deviceGroup)}`,
      named('tags', machine.tags),
      managedBy === undefined ? undefined : `managed by ${nameText(managedBy)}`,
    ]),
  ];
}

function otherAddresses({ addresses, lastIpAddress, lastExternalIpAddress }: Machine): readonly string[] {
  const all = addresses.flatMap(({ ipAddress }) => ipAddress ?? []);
  return [...new Set(all)].filter((one) => one !== lastIpAddress && one !== lastExternalIpAddress);
}

/** `tags a, b and 3 more`. */
function named(what: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const left = names.length - maxNames;
  const shown = names.slice(0, maxNames).map(nameText).join(', ');
  return `${what} ${shown}${left > 0 ? ` and ${number(left)} more` : ''}`;
}

function usersSection({ users, reader }: DeviceView): Section | undefined {
  if (users === undefined) return undefined;
  const rows = users.items
    .toSorted((one, other) => (other.lastSeen?.getTime() ?? 0) - (one.lastSeen?.getTime() ?? 0))
    .map((user) => userRow(user, reader.now));
  const heading = rows.length === 0 ? 'no user known' : count(rows.length, 'user');
  return section(heading, rows, { total: users.isComplete ? rows.length : undefined });
}

function userRow({ id, logonTypes, lastSeen, isDomainAdmin }: User, now: Date): Row {
  return {
    title: nameText(id),
    lines: [
      joined([
        isDomainAdmin === true ? 'domain admin' : undefined,
        named('logon', logonTypes),
        lastSeen === undefined ? undefined : `last seen ${age(lastSeen, now)}`,
      ]),
    ].filter((line) => line !== ''),
    opens: undefined,
  };
}
