/** Source: learn.microsoft.com/defender-endpoint/api/find-machines-by-ip, find-machines-by-tag */

import { isIP } from 'node:net';
import type { Answer } from '../http/exchange.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { days, minutes } from '../time.ts';
import type { Call } from './call.ts';
import { collectionAnswer } from './entity.ts';
import { badRequest, quoted, resourceNotFound } from './refusals.ts';

const window = { aroundMs: minutes(15), oldestMs: days(30) };

export function findMachinesByIp(call: Call): Answer {
  const { ip: quotedIp = '', timestamp = '' } = call.params;
  const ip = /^'(.*)'$/.exec(quotedIp)?.[1] ?? '';
  if (isIP(ip) === 0) throw badRequest(`${quoted(quotedIp)} is not an IP address in quotes`, 'InvalidIpAddress');
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(timestamp) ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(at)) throw badRequest(`${quoted(timestamp)} is not a time`, 'InvalidInput');
  if (at < call.now - window.oldestMs)
    throw badRequest('The given timestamp must be in the past 30 days', 'InvalidInput');
  const found = machines(call).filter((machine) => hadAddress(machine, ip) && wasSeen(machine, at, call.now));
  if (found.length === 0) throw resourceNotFound(`Machine with IP ${ip}`);
  return collectionAnswer(call, 'Machines', found);
}

export function findMachinesByTag(call: Call): Answer {
  const tag = call.query.get('tag') ?? '';
  if (tag === '') throw badRequest('tag is required', 'MissingRequiredParameter');
  const fits =
    call.query.get('useStartsWithFilter')?.toLowerCase() === 'true'
      ? (other: string) => other.startsWith(tag)
      : (other: string) => other === tag;
  return collectionAnswer(
    call,
    'Machines',
    machines(call).filter((machine) => tagsOf(machine).some(fits)),
  );
}

function machines({ store }: Call): readonly JsonObject[] {
  return store.world.machines.map(({ machine }) => machine);
}

function hadAddress({ ipAddresses }: JsonObject, ip: string): boolean {
  return Array.isArray(ipAddresses) && ipAddresses.filter(isObject).some(({ ipAddress }) => ipAddress === ip);
}

/** From the first time to the last; an active device reports without a break until now. */
function wasSeen({ firstSeen, lastSeen, healthStatus }: JsonObject, at: number, now: number): boolean {
  const until = healthStatus === 'Active' ? now : momentOf(lastSeen);
  return momentOf(firstSeen) - window.aroundMs <= at && at <= until + window.aroundMs;
}

/** NaN: no time, which is neither before nor after anything. */
function momentOf(value: Json | undefined): number {
  return typeof value === 'string' ? Date.parse(value) : Number.NaN;
}

function tagsOf({ machineTags }: JsonObject): readonly string[] {
  return Array.isArray(machineTags) ? machineTags.filter((tag) => typeof tag === 'string') : [];
}
