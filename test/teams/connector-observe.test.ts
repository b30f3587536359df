/** What the connector tells of its attempts and waits. */

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { SendAttempt } from '../../src/teams/connector-observe.ts';
import type { Connector, LookUps } from '../../src/teams/connector.ts';
import type { SendWait } from '../../src/teams/pace.ts';
import { eventually } from '../support/eventually.ts';
import { thrown } from '../support/thrown.ts';
import { createConnectorHarness, type ConnectorHarness } from './connector-harness.ts';

let harness: ConnectorHarness;
let connector: Connector & LookUps;
let attempts: SendAttempt[];
let waits: SendWait[];
beforeEach(async () => {
  harness = await createConnectorHarness();
  attempts = [];
  waits = [];
  connector = harness.create({
    onSend: (attempt) => void attempts.push(attempt),
    onSendWait: (wait) => void waits.push(wait),
  });
});
afterEach(() => harness.close());

const chat = () => ({ serviceUrl: harness.channel.serviceUrl, conversationId: 'a:chat' });
const hello = { type: 'message', text: 'hello' };
const units = JSON.stringify(hello).length;

test('each attempt is told with its status, and a message with its size', async () => {
  harness.channel.script({ status: 503 }, { status: 201 });

  await connector.send(chat(), hello);
  await connector.update({ ...chat(), activityId: 'm1' }, hello);
  await connector.delete({ ...chat(), activityId: 'm1' });

  expect(attempts.map(({ method, outcome, units: size }) => [method, outcome, size])).toEqual([
    ['POST', 503, units],
    ['POST', 201, units],
    ['PUT', 200, units],
    ['DELETE', 200, undefined],
  ]);
  expect(attempts.every(({ kind }) => kind === 'send')).toBe(true);
});

test('a look-up and a conversation that is made are kinds of their own, and no messages', async () => {
  harness.channel.directory.set('/v3/teams/t1', { id: 't1' });

  await connector.get({ serviceUrl: harness.channel.serviceUrl, path: ['v3', 'teams', 't1'] });
  await connector.open(harness.channel.serviceUrl, { members: [{ id: '29:ana' }] });

  expect(attempts.map(({ method, kind, outcome, units: size }) => [method, kind, outcome, size])).toEqual([
    ['GET', 'lookUp', 200, undefined],
    ['POST', 'create', 201, undefined],
  ]);
});

test('a typing indicator is an attempt, but neither a message nor a wait', async () => {
  await connector.send(chat(), { type: 'typing' }, { onceWithinMs: 3_000 });

  expect(attempts).toEqual([expect.objectContaining({ outcome: 201, units: undefined })]);
  expect(waits).toEqual([]);
});

test('without an answer the reason is told: the connection broke, or the time was up', async () => {
  harness.channel.script('reset', 'hang');

  await thrown(connector.send(chat(), hello));
  const silent = thrown(connector.send(chat(), hello));
  await eventually(() => harness.channel.received.length === 2);
  await harness.clock.advance(15_000);
  await silent;

  expect(attempts.map(({ outcome, units: size }) => [outcome, size])).toEqual([
    ['unreachable', undefined],
    ['timeout', undefined],
  ]);
  expect(attempts[1]?.durationMs).toBe(15_000);
});

test('what is overtaken is told as given up', async () => {
  harness.channel.script('hang', { status: 201 });
  const typing = thrown(connector.send(chat(), { type: 'typing' }, { onceWithinMs: 3_000 }));
  await eventually(() => harness.channel.received.length === 1);

  await connector.send(chat(), hello);
  await typing;

  expect(attempts.map(({ outcome }) => outcome).sort()).toEqual([201, 'aborted']);
});

test('a wait for room in Teams’ limits is told with its length', async () => {
  for (let sent = 0; sent < 8; sent++) await connector.send(chat(), hello);

  expect(waits.map(({ kind, outcome, waitMs }) => [kind, outcome, waitMs])).toEqual([
    ...Array.from({ length: 7 }, () => ['send', 'served', 0]),
    ['send', 'served', 1_000],
  ]);
});

test('a message for which there is no room soon was not served', async () => {
  harness.channel.script({ status: 429, headers: { 'retry-after': '120' } });
  await thrown(connector.send(chat(), hello));

  await thrown(connector.send(chat(), hello));

  expect(waits.map(({ outcome }) => outcome)).toEqual(['served', 'unserved']);
});
