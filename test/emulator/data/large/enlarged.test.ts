import { describe, expect, test } from '@jest/globals';
import { actionEntity } from '../../../../emulator/actions/entity.ts';
import { createWorld } from '../../../../emulator/data/create-world.ts';
import { alertsOfFile, alertsOfMachine, machineOfAlert, machinesOfFile } from '../../../../emulator/relations.ts';
import { startMs, textAt } from '../../client.ts';

const size = { alerts: 400, devices: 120 };
const small = createWorld(startMs);
const world = createWorld(startMs, size);
const added = {
  alerts: world.alerts.slice(small.alerts.length),
  machines: world.machines.slice(small.machines.length),
  actions: world.actions.slice(small.actions.length),
};

/** As the API shows it: functions and absent keys fall away. */
function shown({ alerts, machines, actions }: Omit<typeof world, 'living'>): string {
  return JSON.stringify([alerts, machines, actions.map((action) => actionEntity(action, startMs))]);
}

describe('a larger world', () => {
  test('has what was asked for in all, with what is there in any case unchanged', () => {
    expect([world.alerts.length, world.machines.length]).toEqual([400, 120]);
    expect(
      shown({
        alerts: world.alerts.slice(0, small.alerts.length),
        machines: world.machines.slice(0, small.machines.length),
        actions: world.actions.slice(0, small.actions.length),
      }),
    ).toBe(shown(small));
    expect(added.actions.length).toBe(Math.floor(added.alerts.length / 8));
  });

  test.each([
    { alerts: 0, devices: 0 },
    { alerts: 9, devices: 0 },
    { alerts: 0, devices: 6 },
    { alerts: 8, devices: 5 },
  ])('may be small: %j', (few) => {
    const { alerts, machines } = createWorld(startMs, few);

    expect(alerts).toHaveLength(Math.max(few.alerts, small.alerts.length));
    expect(machines.length).toBeGreaterThanOrEqual(Math.max(few.devices, small.machines.length));
  });

  test('is the same for the same seed, and another for another', () => {
    expect(shown(createWorld(startMs, size))).toBe(shown(world));
    expect(shown(createWorld(startMs, { ...size, seed: 2 }))).not.toBe(shown(world));
  });

  test('keeps its ids on whatever day it starts', () => {
    const later = createWorld(startMs + 90 * 24 * 3_600_000, size);

    expect(later.alerts.map(({ id }) => id)).toEqual(world.alerts.map(({ id }) => id));
  });

  test('has ids of the documented shapes, each once', () => {
    for (const { id } of added.alerts) expect(id).toMatch(/^da\d{18}_-?\d{1,10}$/);
    for (const { id } of added.machines) expect(id).toMatch(/^[0-9a-f]{40}$/);
    for (const { id } of added.actions) expect(id).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const ids = [...world.alerts, ...world.machines, ...world.actions].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has no time to come', () => {
    const late = [...shown(world).matchAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g)].filter(([time]) => Date.parse(time) > startMs);

    expect(late).toEqual([]);
  });
});

describe('all of it is of one piece:', () => {
  test('an alert is on a device of its name, which was seen since', () => {
    for (const record of added.alerts) {
      const machine = machineOfAlert(world, record)?.machine;

      expect(machine?.['computerDnsName']).toBe(record.alert['computerDnsName']);
      expect(Date.parse(textAt(machine, 'lastSeen'))).toBeGreaterThan(
        Date.parse(textAt(record.alert, 'lastEventTime')),
      );
    }
  });

  test('a file is on as many devices as its statistics say, and stands in the evidence of its alerts', () => {
    const files = added.alerts.flatMap((record) => record.files.map((file) => ({ record, file })));

    expect(files.length).toBeGreaterThan(100);
    for (const { record, file } of files) {
      const sha1 = textAt(file.file, 'sha1');
      expect(file.stats['orgPrevalence']).toBe(String(machinesOfFile(world, sha1).length));
      expect(JSON.stringify(record.alert['evidence'])).toContain(sha1);
    }
    expect(files.some(({ file }) => alertsOfFile(world, textAt(file.file, 'sha1')).length > 1)).toBe(true);
  });

  test('a device is at the risk of the worst that is open there', () => {
    for (const { id, machine } of added.machines) {
      const open = alertsOfMachine(world, id).filter(({ alert }) => alert['status'] !== 'Resolved');
      const severities = new Set(open.map(({ alert }) => alert['severity']));
      const worst = ['High', 'Medium', 'Low', 'Informational'].find((severity) => severities.has(severity)) ?? 'None';

      expect([id, machine['riskScore']]).toEqual([id, worst]);
    }
  });

  test('an incident is about one to three devices', () => {
    const devices = new Map<unknown, Set<unknown>>();
    for (const { alert } of added.alerts) {
      const { incidentId, machineId } = alert;
      devices.set(incidentId, (devices.get(incidentId) ?? new Set()).add(machineId));
    }

    expect(devices.size).toBeGreaterThan(20);
    expect(Math.max(...[...devices.values()].map(({ size: count }) => count))).toBeLessThanOrEqual(3);
  });

  test('an action is on a device that is there, after an alert of its incident', () => {
    for (const action of added.actions) {
      const incident = Number(/\d+$/.exec(action.comment)?.[0]);
      const alerts = alertsOfMachine(world, action.machineId).filter(({ alert }) => alert['incidentId'] === incident);

      expect(alerts.some(({ alert }) => Date.parse(textAt(alert, 'alertCreationTime')) < action.createdMs)).toBe(true);
    }
  });

  test('a twin has the name of the device that it became, and no alerts', () => {
    const twins = added.machines.filter(({ machine }) => machine['mergedIntoMachineId'] !== null);

    expect(twins.length).toBe(2);
    for (const { id, name, machine } of twins) {
      const other = world.machines.find((candidate) => candidate.id === machine['mergedIntoMachineId']);
      expect([other?.name, alertsOfMachine(world, id)]).toEqual([name, []]);
    }
  });
});
