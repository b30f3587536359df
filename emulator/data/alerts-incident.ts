/** A small invented incident: a lure on a laptop, a loader's drop on a server, a miner on a web server. */

import type { JsonObject } from '../json.ts';
import { hours, minutes, utc } from '../time.ts';
import type { AlertRecord, FileRecord } from '../world.ts';
import { inventedAlert } from './alert.ts';
import { evidence, fileEvidence, userEvidence } from './evidence.ts';
import { inventedFile, signedBy } from './file.ts';
import { alerts, machines } from './ids.ts';

const lure = inventedFile({
  seed: 'lure',
  sizeBytes: 184_320,
  determinationType: 'Malware',
  determinationValue: 'Trojan:Win32/Wacatac.B!ml',
  globalPrevalence: 12,
  organizationPrevalence: 1,
  topFileNames: ['Payment_Advice.scr'],
  overlay: { isValidCertificate: false, fileType: undefined },
});

export function malwareAlert(startMs: number): AlertRecord {
  const createdMs = startMs - hours(5);
  const time = utc(createdMs, 6);
  return inventedAlert({
    id: alerts.malware,
    title: 'Suspicious process launched by a document reader',
    description: 'A document reader started a shell. See http://portal.contoso.example/runbooks/7 for the next steps.',
    severity: 'High',
    category: 'null',
    machineId: machines.laptop,
    createdMs,
    fractionDigits: 6,
    files: [lure],
    evidence: [
      userEvidence(time, 'j.doe'),
      fileEvidence(lure, time, { name: 'Payment_Advice.scr', path: 'C:\\Users\\j.doe\\Downloads', status: 'Blocked' }),
      evidence('Url', time, { url: 'http://evil.example/payment/advice' }),
    ],
    overlay: {
      status: 'InProgress',
      assignedTo: 'analyst@contoso.example',
      investigationId: 8817,
      mitreTechniques: ['T1204.002', 'T1059.001'],
    },
  });
}

/** Position → what the loader left there; two positions repeat the hash of the first. */
function dropped(position: number): FileRecord {
  const seed = position % 5 === 4 ? 'drop 0' : `drop ${position}`;
  const isPua = seed === 'drop 3';
  return inventedFile({
    seed,
    sizeBytes: 24_576 * (Number(seed.slice(5)) + 1),
    determinationType: isPua ? 'Pua' : seed === 'drop 1' ? 'Malware' : 'Unknown',
    determinationValue: isPua ? 'PUA:Win32/FusionCore' : seed === 'drop 1' ? 'Backdoor:Win32/Remcos!MTB' : null,
    globalPrevalence: 3 * position + 1,
    organizationPrevalence: 1 + (position % 3),
    topFileNames: [`module${position}.dll`],
    overlay: position % 2 === 0 ? signedBy('Example Software &amp; Sons', 'Example&trade; Runtime') : {},
  });
}

export function manyFilesAlert(startMs: number): AlertRecord {
  const createdMs = startMs - hours(4);
  const time = utc(createdMs, 3);
  const files = Array.from({ length: 12 }, (_, position) => dropped(position));
  return inventedAlert({
    id: alerts.manyFiles,
    title: 'Multiple threat families detected on one endpoint',
    description: 'A loader wrote a set of modules to a share and to a program folder.',
    severity: 'Medium',
    category: 'Malware',
    machineId: machines.fileServer,
    createdMs,
    fractionDigits: 3,
    files,
    evidence: files.map((file, position) =>
      fileEvidence(file, time, {
        name: `module${position}.dll`,
        path: position % 2 === 0 ? 'D:\\Shares\\Finance' : 'C:\\ProgramData\\Runtime',
        status: position === 1 ? 'Blocked' : 'Detected',
      }),
    ),
    overlay: { mitreTechniques: ['T1105', 'T1021.002'], rbacGroupName: 'Servers' },
  });
}

export function noFilesAlert(startMs: number): AlertRecord {
  const createdMs = startMs - hours(26);
  const time = utc(createdMs, 1);
  return inventedAlert({
    id: alerts.noFiles,
    title: 'Interactive sign-in of a service account',
    description: 'A rule of this tenant: svc-backup signed in interactively.',
    severity: 'Informational',
    category: 'SuspiciousActivity',
    machineId: machines.fileServer,
    createdMs,
    fractionDigits: 1,
    files: [],
    evidence: [userEvidence(time, 'svc-backup'), evidence('Ip', time, { ipAddress: '203.0.113.7' })],
    overlay: {
      status: 'Resolved',
      resolvedTime: utc(createdMs + minutes(40), 1),
      classification: 'InformationalExpectedActivity',
      determination: 'ConfirmedUserActivity',
      assignedTo: 'Automation',
      detectionSource: 'CustomDetection',
    },
  });
}

const miner = inventedFile({
  seed: 'miner',
  sizeBytes: 6_291_456,
  determinationType: 'HighlySuspicious',
  determinationValue: 'Trojan:Linux/CoinMiner.K!MTB',
  globalPrevalence: 88,
  topFileNames: ['kworkerds'],
  overlay: { isPeFile: false, fileType: 'Elf64', sha512: null, reputationScore: 7 },
});

/** Members of enumerations and properties that no page names, and times with every number of fraction digits. */
const undocumented: JsonObject = {
  status: 'Queued',
  investigationState: 'AwaitingHuman',
  detectionSource: 'NextGenSensor',
  classification: 'LikelyPositive',
  threatFamilyName: 'CoinMiner',
  systemTags: [],
  alertPolicyId: null,
  relatedUser: null,
};

export function unknownEnumsAlert(startMs: number): AlertRecord {
  const createdMs = startMs - minutes(75);
  return inventedAlert({
    id: alerts.unknownEnums,
    title: 'Cryptocurrency miner is running',
    description: 'A process that hides among kernel threads uses all processors.',
    severity: 'Critical',
    category: 'ImpactUnsorted',
    machineId: machines.webServer,
    createdMs,
    files: [miner],
    evidence: [
      fileEvidence(miner, utc(createdMs, 0), { name: 'kworkerds', path: '/tmp/.X11-unix', status: 'Quarantined' }),
      evidence('KernelModule', utc(createdMs, 4), { fileName: 'diamorphine.ko', filePath: '/lib/modules' }),
    ],
    overlay: {
      ...undocumented,
      alertCreationTime: utc(createdMs, 0),
      firstEventTime: utc(createdMs - minutes(9), 1),
      lastEventTime: utc(createdMs - minutes(2), 5),
      lastUpdateTime: utc(createdMs + minutes(1), 7),
      rbacGroupName: undefined,
    },
  });
}
