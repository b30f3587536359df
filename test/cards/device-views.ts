/** Devices, users and what stands around them, to be changed in parts. Defaults first. */

import type { DeviceListView } from '../../src/cards/device-list.ts';
import type { DeviceView } from '../../src/cards/device.ts';
import type { FileView } from '../../src/cards/file.ts';
import type { FileStats, Listed, Machine, User } from '../../src/defender/model.ts';
import { action, ago, alert, file, machineId, operatorLinks, portal, reader } from './views.ts';

export function machine(parts: Partial<Machine> = {}): Machine {
  return {
    id: machineId,
    name: 'LAPTOP-042',
    mergedIntoMachineId: undefined,
    isPotentialDuplication: false,
    isExcluded: false,
    exclusionReason: undefined,
    firstSeen: new Date('2025-10-20T00:00:00Z'),
    lastSeen: ago(60),
    osPlatform: 'Windows11',
    version: '24H2',
    osBuild: 26_100,
    osArchitecture: '64-bit',
    agentVersion: '10.8760.26100.2314',
    lastIpAddress: '192.0.2.42',
    lastExternalIpAddress: '203.0.113.7',
    healthStatus: 'Active',
    onboardingStatus: 'Onboarded',
    deviceValue: 'Normal',
    riskScore: 'High',
    exposureLevel: 'Medium',
    deviceGroup: 'Workstations',
    isAadJoined: true,
    aadDeviceId: undefined,
    managedBy: 'Intune',
    tags: ['finance'],
    addresses: [],
    ...parts,
  };
}

export function user(parts: Partial<User> = {}): User {
  return {
    id: 'contoso\\j.doe',
    accountName: 'j.doe',
    accountDomain: 'CONTOSO',
    accountSid: undefined,
    firstSeen: undefined,
    lastSeen: ago(7_200),
    logonTypes: ['Interactive'],
    machinesCount: undefined,
    isDomainAdmin: false,
    isOnlyNetworkUser: false,
    ...parts,
  };
}

export function listed<T>(items: readonly T[], parts: Partial<Listed<T>> = {}): Listed<T> {
  return { items, total: items.length, isComplete: true, unreadable: 0, ...parts };
}

export function deviceView(parts: Partial<DeviceView> = {}): DeviceView {
  return {
    machine: machine(),
    users: listed([user()]),
    alerts: listed([alert()]),
    deviceActions: [action()],
    notes: [],
    reader,
    portal,
    operatorLinks,
    ...parts,
  };
}

export function deviceListView(parts: Partial<DeviceListView> = {}): DeviceListView {
  return {
    called: 'LAPTOP-042',
    machines: [machine()],
    isComplete: true,
    isExact: true,
    how: undefined,
    page: 1,
    asks: { title: 'Device', command: 'device', words: (device) => [device] },
    reader,
    ...parts,
  };
}

export function stats(parts: Partial<FileStats> = {}): FileStats {
  return {
    organizationPrevalence: 3,
    organizationFirstSeen: ago(3 * 86_400),
    organizationLastSeen: ago(3_600),
    globalPrevalence: 437,
    globalFirstObserved: undefined,
    globalLastObserved: undefined,
    topFileNames: ['kms.exe', 'KMSAuto Net.exe'],
    ...parts,
  };
}

export function fileView(parts: Partial<FileView> = {}): FileView {
  return {
    file: file(),
    stats: stats(),
    alerts: listed([alert()]),
    machines: listed([machine()]),
    notes: [],
    reader,
    portal,
    operatorLinks,
    ...parts,
  };
}
