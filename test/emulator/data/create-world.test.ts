import { describe, expect, test } from '@jest/globals';
import { actionEntity } from '../../../emulator/actions/entity.ts';
import { createWorld } from '../../../emulator/data/create-world.ts';
import { actions, alerts, machines } from '../../../emulator/data/ids.ts';
import { startMs } from '../client.ts';

const world = createWorld(startMs);
const shown = new Map(world.actions.map((action) => [action.id, actionEntity(action, startMs)]));

describe('the data', () => {
  test('has exactly what its list of ids names', () => {
    expect(world.alerts.map(({ id }) => id).toSorted()).toEqual(Object.values(alerts).toSorted());
    expect(world.machines.map(({ id }) => id).toSorted()).toEqual(Object.values(machines).toSorted());
    expect(world.actions.map(({ id }) => id).toSorted()).toEqual(Object.values(actions).toSorted());
  });

  test('has no time to come, on whatever day it starts', () => {
    for (const at of [startMs, startMs + 90 * 24 * 3_600_000]) {
      const { alerts: records, actions: scripts } = createWorld(at);
      const text = JSON.stringify([records, scripts.map((script) => actionEntity(script, at))]);
      const late = [...text.matchAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g)].filter(([time]) => Date.parse(time) > at);

      expect(late).toEqual([]);
    }
  });

  test.each([
    ['minidump', { status: 'Succeeded', commands: [{ commandStatus: 'Completed' }, { commandStatus: 'Completed' }] }],
    ['pending', { status: 'Pending', commands: [{ commandStatus: 'Created' }] }],
    ['inProgress', { status: 'InProgress', commands: [{ commandStatus: 'InProgress' }, { commandStatus: 'Created' }] }],
    ['failedScript', { status: 'Failed', commands: [{ commandStatus: 'Failed' }, { commandStatus: 'Created' }] }],
    ['timedOut', { status: 'TimeOut', errorHResult: -2145844840 }],
    [
      'cancelledBeforeStart',
      { status: 'Cancelled', errorHResult: -2147467260, commands: [{ commandStatus: 'Created' }] },
    ],
    [
      'cancelledAfterFirst',
      { status: 'Cancelled', commands: [{ commandStatus: 'Completed' }, { commandStatus: 'Failed' }] },
    ],
    ['commandsNull', { status: 'Succeeded', commands: null }],
    ['nullStartTime', { commands: [{ commandStatus: 'Completed', startTime: null, endTime: expect.any(String) }] }],
    ['failedGetFile', { status: 'Failed', commands: [{ errors: [expect.stringContaining('cannot find')] }] }],
    ['antivirusScan', { type: 'RunAntiVirusScan', status: 'Succeeded', commands: [] }],
    ['isolation', { type: 'Isolate', status: 'InProgress', commands: [] }],
  ] as const)('starts with the action %s as its comment says', (name, expected) => {
    expect(shown.get(actions[name])).toMatchObject(expected);
  });

  test('has the script of the documentation end two minutes ago after 12 seconds', () => {
    expect(shown.get(actions.minidump)).toMatchObject({
      computerDnsName: 'LAPTOP-042',
      requestor: 'analyst@contoso.example',
      commands: [{ startTime: '2026-11-24T14:01:10.0001352Z', endTime: '2026-11-24T14:01:22.0001352Z' }, {}],
    });
  });

  test('has an action without the property commands', () => {
    expect(JSON.parse(JSON.stringify(shown.get(actions.commandsMissing)))).not.toHaveProperty('commands');
  });

  test('has times with every number of fraction digits', () => {
    const text = JSON.stringify([world.alerts, [...shown.values()]]);
    const digits = [...text.matchAll(/T\d\d:\d\d:\d\d(?:\.(\d+))?Z/g)].map(([, fraction = '']) => fraction.length);

    expect(new Set(digits)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7]));
  });

  test.each(['bidi \u202E', 'zero width \u200B', '<at>', '](http://', '\n\n**'])('has file names with %s', (words) => {
    const needle = words.replace(/^[a-z ]+ /, '');
    const names = world.alerts.flatMap(({ alert }) => JSON.stringify(alert['evidence']));

    expect(names.some((text) => text.includes(JSON.stringify(needle).slice(1, -1)))).toBe(true);
  });

  test('has only invented people, hosts and addresses', () => {
    const text = JSON.stringify([world, [...shown.values()]]);
    const mails = [...text.matchAll(/[\w.-]+@([\w.-]+\w)/g)].map(([, domain]) => domain);

    expect(new Set(mails)).toEqual(new Set(['contoso.example', 'contoso.com', 'evil.example']));
  });
});
