/** What belongs to what in the world: all of it follows from the alerts, so that no two answers disagree. */

import { isObject, type Json, type JsonObject } from './json.ts';
import type { AlertRecord, MachineRecord, World } from './world.ts';

export interface Account {
  readonly domain: string;
  readonly name: string;
}

export function alertsOfMachine({ alerts }: World, machineId: string): readonly AlertRecord[] {
  return alerts.filter(({ alert }) => alert['machineId'] === machineId);
}

export function alertsOfFile({ alerts }: World, sha1: string): readonly AlertRecord[] {
  return alerts.filter(({ files }) => files.some(({ file }) => file['sha1'] === sha1));
}

export function machinesOfFile(world: World, sha1: string): readonly MachineRecord[] {
  const ids = new Set(alertsOfFile(world, sha1).map(({ alert }) => alert['machineId']));
  return world.machines.filter(({ id }) => ids.has(id));
}

/** `undefined`: the alert has none, or the machine is gone. */
export function machineOfAlert({ machines }: World, { alert }: AlertRecord): MachineRecord | undefined {
  return machines.find(({ id }) => id === alert['machineId']);
}

/** `undefined`: it is about nobody. */
export function accountOfAlert({ alert }: AlertRecord): Account | undefined {
  return accountIn(alert['relatedUser'] ?? null, 'userName');
}

/** Those who were logged on when something happened, and those whom it was about. */
export function accountsOf(records: readonly AlertRecord[]): readonly Account[] {
  const byId = new Map(records.flatMap(accountsIn).map((account) => [userId(account), account]));
  return [...byId.values()];
}

export function hasAccount(record: AlertRecord, account: Account): boolean {
  return accountsIn(record).some((other) => userId(other) === userId(account));
}

export function userId({ domain, name }: Account): string {
  return `${domain}\\${name}`.toLowerCase();
}

export function domainsOf(record: AlertRecord): readonly string[] {
  const hosts = valuesIn(record, 'url').map((url) => URL.parse(url)?.hostname);
  return [...new Set(hosts.filter((host) => host !== undefined))];
}

export function ipAddressesOf(record: AlertRecord): readonly string[] {
  return [...new Set(valuesIn(record, 'ipAddress'))];
}

function accountsIn(record: AlertRecord): readonly Account[] {
  const loggedOn = objectsIn(record.alert['loggedOnUsers']).map((user) => accountIn(user, 'accountName'));
  return [...loggedOn, accountOfAlert(record)].filter((account) => account !== undefined);
}

function accountIn(user: Json, nameKey: string): Account | undefined {
  if (!isObject(user)) return undefined;
  const { [nameKey]: name, domainName: domain } = user;
  return typeof name === 'string' && typeof domain === 'string' ? { domain, name } : undefined;
}

function valuesIn({ alert }: AlertRecord, key: string): readonly string[] {
  return objectsIn(alert['evidence'])
    .map((item) => item[key])
    .filter((value) => typeof value === 'string');
}

function objectsIn(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
