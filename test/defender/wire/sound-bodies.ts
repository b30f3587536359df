/** For each answer: what makes it, and each field that it may lack, with what is read from it and what stands for nothing. */

import { sha1, sha256, md5 } from './reports.ts';

/** Wire value, name in the domain, value there, and the value where there is none. */
type Field = readonly [wire: unknown, key: string, value: unknown, nothing?: unknown];

export interface SoundBody {
  readonly required: Readonly<Record<string, unknown>>;
  /** What `required` is read as. */
  readonly read: object;
  readonly fields: Readonly<Record<string, Field>>;
}

const at = '2026-11-24T14:03:22.1234567Z';
const time = new Date('2026-11-24T14:03:22.123Z');

const text = (key: string): Field => [`text of ${key}`, key, `text of ${key}`];
const when = (key: string): Field => [at, key, time];
const count = (key: string): Field => [12, key, 12];
const flag = (key: string): Field => [true, key, true];
const hash = (key: string, value: string): Field => [value.toUpperCase(), key, value];
const texts = (key: string): Field => [['one', 'two'], key, ['one', 'two'], []];

const evidence = { entityType: 'File', sha1, fileName: 'a.exe', processId: 7 };

export const soundBodies = {
  alert: {
    required: { id: 'da637472900382838869_1364969609' },
    read: { id: 'da637472900382838869_1364969609' },
    fields: {
      incidentId: count('incidentId'),
      title: text('title'),
      severity: text('severity'),
      status: text('status'),
      assignedTo: text('assignedTo'),
      classification: text('classification'),
      category: text('category'),
      machineId: text('machineId'),
      computerDnsName: text('deviceName'),
      rbacGroupName: text('deviceGroup'),
      alertCreationTime: when('createdAt'),
      lastUpdateTime: when('updatedAt'),
      resolvedTime: when('resolvedAt'),
      mitreTechniques: texts('mitreTechniques'),
      relatedUser: [{ userName: 'j.doe' }, 'relatedUser', { userName: 'j.doe' }],
      comments: [[{ comment: 'c' }], 'comments', [{ comment: 'c' }], []],
      evidence: [[evidence], 'evidence', [evidence], []],
    },
  },
  file: {
    required: {},
    read: {},
    fields: {
      sha1: hash('sha1', sha1),
      sha256: hash('sha256', sha256),
      md5: hash('md5', md5),
      size: count('size'),
      fileType: text('fileType'),
      isPeFile: flag('isPeFile'),
      filePublisher: text('publisher'),
      signer: text('signer'),
      isValidCertificate: flag('isValidCertificate'),
      determinationType: text('determinationType'),
      determinationValue: text('determinationValue'),
      globalPrevalence: count('globalPrevalence'),
      globalLastObserved: when('globalLastObserved'),
    },
  },
  stats: {
    required: {},
    read: {},
    fields: {
      orgPrevalence: ['12', 'organizationPrevalence', 12],
      orgFirstSeen: when('organizationFirstSeen'),
      orgLastSeen: when('organizationLastSeen'),
      globallyPrevalence: count('globalPrevalence'),
      topFileNames: texts('topFileNames'),
    },
  },
  machine: {
    required: { id: '1e5bc9d7e413ddd7902c2932e418702b84d0cc07' },
    read: { id: '1e5bc9d7e413ddd7902c2932e418702b84d0cc07' },
    fields: {
      computerDnsName: text('name'),
      mergedIntoMachineId: text('mergedIntoMachineId'),
      isPotentialDuplication: flag('isPotentialDuplication'),
      lastSeen: when('lastSeen'),
      osPlatform: text('osPlatform'),
      osBuild: count('osBuild'),
      healthStatus: text('healthStatus'),
      riskScore: text('riskScore'),
      isAadJoined: flag('isAadJoined'),
      machineTags: texts('tags'),
      ipAddresses: [[{ ipAddress: '192.0.2.1' }], 'addresses', [{ ipAddress: '192.0.2.1' }], []],
    },
  },
  user: {
    required: { id: 'contoso\\user1' },
    read: { id: 'contoso\\user1' },
    fields: {
      accountName: text('accountName'),
      accountDomain: text('accountDomain'),
      lastSeen: when('lastSeen'),
      logOnMachinesCount: count('machinesCount'),
      logonTypes: ['Network, Interactive', 'logonTypes', ['Network', 'Interactive'], []],
      isDomainAdmin: flag('isDomainAdmin'),
    },
  },
  action: {
    required: { id: '988cc94e-7a8f-4b28-ab65-54970c5d5018', type: 'Isolate', status: 'Pending' },
    read: { id: '988cc94e-7a8f-4b28-ab65-54970c5d5018', type: 'Isolate', status: 'Pending' },
    fields: {
      scope: text('scope'),
      requestor: text('requestor'),
      requestSource: text('requestSource'),
      machineId: text('machineId'),
      creationDateTimeUtc: when('createdAt'),
      lastUpdateDateTimeUtc: when('updatedAt'),
      errorHResult: [-2145844840, 'errorHResult', -2145844840],
      relatedFileInfo: [{ fileIdentifier: sha1 }, 'relatedFile', { identifier: sha1 }],
      commands: [[], 'commands', [], []],
    },
  },
} as const satisfies Readonly<Record<string, SoundBody>>;

export const soundAlert = { ...soundBodies.alert.required, severity: 'High', evidence: [evidence] };
