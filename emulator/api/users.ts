/** Source: learn.microsoft.com/defender-endpoint/api/user, get-alert-related-user-info, get-machine-log-on-users */

import { createHash } from 'node:crypto';
import type { Answer } from '../http/exchange.ts';
import type { JsonObject } from '../json.ts';
import { accountOfAlert, accountsOf, alertsOfMachine, hasAccount, userId, type Account } from '../relations.ts';
import type { AlertRecord } from '../world.ts';
import { alertIn } from './alerts.ts';
import type { Call } from './call.ts';
import { entityAnswer, relatedAnswer } from './entity.ts';
import { machineIn } from './machines.ts';
import { resourceNotFound } from './refusals.ts';

export function getAlertUser(call: Call): Answer {
  const record = alertIn(call);
  const account = accountOfAlert(record);
  if (account === undefined) throw resourceNotFound(`User of alert ${record.id}`);
  const records = call.store.world.alerts.filter((other) => hasAccount(other, account));
  const machineIds = records.map(({ alert }) => alert['machineId']);
  return entityAnswer(call, 'Users/$entity', {
    ...loggedOn(account, records),
    accountSid: sidOf(account),
    mostPrevalentMachineId: machineIds.at(0),
    leastPrevalentMachineId: machineIds.at(-1),
    logOnMachinesCount: new Set(machineIds).size,
  });
}

export function getLogonUsers(call: Call): Answer {
  const records = alertsOfMachine(call.store.world, machineIn(call).id);
  const users = accountsOf(records).map((account) =>
    loggedOn(
      account,
      records.filter((record) => hasAccount(record, account)),
    ),
  );
  return relatedAnswer(call, 'Users', users);
}

/** @param records - the alerts that say when somebody was there; at least one. */
function loggedOn(account: Account, records: readonly AlertRecord[]): JsonObject {
  const { name, domain } = account;
  const isService = name.startsWith('svc-');
  return {
    id: userId(account),
    accountName: name,
    accountDomain: domain,
    firstSeen: timesOf(records, 'firstEventTime').at(0) ?? null,
    lastSeen: timesOf(records, 'lastEventTime').at(-1) ?? null,
    logonTypes: isService ? 'Network, Batch' : 'Interactive',
    isDomainAdmin: name.startsWith('adm.'),
    isOnlyNetworkUser: isService,
  };
}

/** The earliest first, as they are written. */
function timesOf(records: readonly AlertRecord[], key: string): readonly string[] {
  const times = records.map(({ alert }) => alert[key]).filter((time) => typeof time === 'string');
  return times.toSorted((one, other) => Date.parse(one) - Date.parse(other));
}

function sidOf(account: Account): string {
  const number = createHash('sha256').update(userId(account)).digest().readUInt16BE();
  return `S-1-5-21-1004336348-1177238915-682003330-${number}`;
}
