/** Devices. Source: learn.microsoft.com/defender-endpoint/api/machine */

import type { Machine, MachineAddress } from '../model.ts';
import { readAnswer, type Fields, type Report } from './fields.ts';
import type { ItemDecoder } from './list.ts';

export function machineFrom(body: unknown, report: Report): Machine {
  return machineIn(readAnswer(body, 'machine', report));
}

export const machineItems: ItemDecoder<Machine> = { path: 'machines', having: ['id'], decode: machineIn };

function machineIn(machine: Fields): Machine {
  return {
    id: machine.required.text('id'),
    name: machine.text('computerDnsName'),
    mergedIntoMachineId: machine.text('mergedIntoMachineId'),
    isPotentialDuplication: machine.flag('isPotentialDuplication'),
    isExcluded: machine.flag('isExcluded'),
    exclusionReason: machine.text('exclusionReason'),
    firstSeen: machine.time('firstSeen'),
    lastSeen: machine.time('lastSeen'),
    osPlatform: machine.text('osPlatform'),
    version: machine.text('version'),
    osBuild: machine.count('osBuild'),
    osArchitecture: machine.text('osArchitecture'),
    agentVersion: machine.text('agentVersion'),
    lastIpAddress: machine.text('lastIpAddress'),
    lastExternalIpAddress: machine.text('lastExternalIpAddress'),
    healthStatus: machine.text('healthStatus'),
    onboardingStatus: machine.text('onboardingStatus'),
    deviceValue: machine.text('deviceValue'),
    riskScore: machine.text('riskScore'),
    exposureLevel: machine.text('exposureLevel'),
    deviceGroup: machine.text('rbacGroupName'),
    isAadJoined: machine.flag('isAadJoined'),
    aadDeviceId: machine.text('aadDeviceId'),
    managedBy: machine.text('managedBy'),
    tags: machine.texts('machineTags'),
    addresses: machine.objects('ipAddresses').map(addressFrom),
  };
}

function addressFrom(item: Fields): MachineAddress {
  return {
    ipAddress: item.text('ipAddress'),
    macAddress: item.text('macAddress'),
    type: item.text('type'),
    operationalStatus: item.text('operationalStatus'),
  };
}
