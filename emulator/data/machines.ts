/** The devices. Source: learn.microsoft.com/defender-endpoint/api/machine */

import type { JsonObject } from '../json.ts';
import { days, minutes, utc } from '../time.ts';
import type { MachineRecord } from '../world.ts';
import { machines as ids } from './ids.ts';

export interface Device {
  readonly id: string;
  readonly name: string;
  readonly os: { readonly platform: string; readonly version: string | null; readonly build: number | null };
  readonly ipAddress: string;
  readonly health: string;
  readonly risk: string;
  readonly seenAgoMs: number;
  /** Laid over the machine. */
  readonly overlay?: JsonObject;
}

const devices: readonly Device[] = [
  {
    id: ids.laptop,
    name: 'LAPTOP-042',
    os: { platform: 'Windows11', version: '24H2', build: 26100 },
    ipAddress: '192.0.2.42',
    health: 'Active',
    risk: 'High',
    seenAgoMs: minutes(1),
  },
  {
    id: ids.fileServer,
    name: 'srv-file-01.contoso.example',
    os: { platform: 'WindowsServer2022', version: '21H2', build: 20348 },
    ipAddress: '192.0.2.10',
    health: 'Active',
    risk: 'Medium',
    seenAgoMs: minutes(2),
  },
  {
    id: ids.webServer,
    name: 'ubuntu-web-03',
    os: { platform: 'Ubuntu', version: null, build: null },
    ipAddress: '198.51.100.23',
    health: 'Active',
    risk: 'High',
    seenAgoMs: minutes(3),
  },
  {
    id: ids.documented,
    name: 'temp123.middleeast.corp.microsoft.com',
    os: { platform: 'Windows10', version: '1901', build: 19042 },
    ipAddress: '192.0.2.113',
    health: 'Inactive',
    risk: 'Low',
    seenAgoMs: days(9),
  },
  {
    id: ids.idle,
    name: 'macbook-117.contoso.example',
    os: { platform: 'macOS', version: '15.1', build: null },
    ipAddress: '192.0.2.117',
    health: 'Active',
    risk: 'None',
    seenAgoMs: minutes(5),
  },
];

/** @param id - one of `ids.machines`; throws when it is not. */
export function machineName(id: string): string {
  const device = devices.find((candidate) => candidate.id === id);
  if (device === undefined) throw new Error(`The data names the device ${id}, which is not there`);
  return device.name;
}

/** @param startMs - when the emulator started: all times are relative to it. */
export function createMachines(startMs: number): readonly MachineRecord[] {
  return devices.map((device) => machineRecord(device, startMs));
}

export function machineRecord(device: Device, startMs: number): MachineRecord {
  return { id: device.id, name: device.name, machine: machine(device, startMs) };
}

function machine({ id, name, os, ipAddress, health, risk, seenAgoMs, overlay }: Device, startMs: number): JsonObject {
  return {
    id,
    mergedIntoMachineId: null,
    isPotentialDuplication: false,
    isExcluded: false,
    exclusionReason: null,
    computerDnsName: name,
    firstSeen: utc(startMs - days(400)),
    lastSeen: utc(startMs - seenAgoMs),
    osPlatform: os.platform,
    osVersion: null,
    osProcessor: 'x64',
    version: os.version,
    lastIpAddress: ipAddress,
    lastExternalIpAddress: '203.0.113.7',
    agentVersion: '10.8760.26100.2314',
    osBuild: os.build,
    healthStatus: health,
    deviceValue: 'Normal',
    rbacGroupId: 140,
    rbacGroupName: 'Workstations',
    riskScore: risk,
    exposureLevel: 'Medium',
    isAadJoined: true,
    aadDeviceId: 'd3b1f7a2-6c4e-4b80-9f15-2a7e0c8d5b61',
    machineTags: ['emulator'],
    onboardingStatus: 'Onboarded',
    osArchitecture: '64-bit',
    managedBy: 'Intune',
    managedByStatus: 'Success',
    ipAddresses: [{ ipAddress, macAddress: '02005E100042', type: 'Ethernet', operationalStatus: 'Up' }],
    vmMetadata: null,
    ...overlay,
  };
}
