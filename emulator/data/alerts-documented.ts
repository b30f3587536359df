/**
 * Alerts with the ids and values that Microsoft's pages and public records of the API show.
 * Source: learn.microsoft.com/defender-endpoint/api/get-alert-related-files-info, get-alert-info-by-id
 */

import { hours, utc } from '../time.ts';
import type { AlertRecord } from '../world.ts';
import { inventedAlert } from './alert.ts';
import { agent, autoKms, rundll32, rundll32File, suspiciousDll, svchost } from './documented-files.ts';
import { evidence, fileEvidence, userEvidence } from './evidence.ts';
import { alerts, machines } from './ids.ts';

export function hackToolAlert(startMs: number): AlertRecord {
  const createdMs = startMs - hours(2);
  const time = utc(createdMs, 2);
  return inventedAlert({
    id: alerts.hackTool,
    title: "'AutoKms' hacktool was prevented",
    description:
      'Hacktools are often used to get around licences or security controls. Attackers use them too, to prepare a device.',
    severity: 'High',
    category: 'Malware',
    machineId: machines.laptop,
    createdMs,
    files: [svchost, autoKms, agent],
    evidence: [
      userEvidence(time, 'j.doe'),
      fileEvidence(svchost, time, { name: 'svchost.exe', path: 'C:\\Windows\\System32', status: null }),
      fileEvidence(autoKms, time, { name: 'kms.exe', path: 'C:\\Users\\Public', status: 'Prevented' }),
      fileEvidence(agent, time, { name: 'ContosoAgent.exe', path: 'C:\\Program Files\\Contoso', status: null }),
      fileEvidence(autoKms, time, {
        name: 'KMSAuto Net.exe',
        path: 'C:\\Users\\j.doe\\Downloads',
        status: 'Prevented',
      }),
    ],
    overlay: { threatFamilyName: 'AutoKms', threatName: 'HackTool:MSIL/AutoKms', mitreTechniques: ['T1588.002'] },
  });
}

/** The moments of Microsoft's example, in 2021. */
const documented = {
  alertCreationTime: '2021-01-26T20:33:57.7220239Z',
  firstEventTime: '2021-01-26T20:31:32.9562661Z',
  lastEventTime: '2021-01-26T20:31:33.0577322Z',
  lastUpdateTime: '2021-01-26T20:33:59.2Z',
};

export function suspiciousDllAlert(): AlertRecord {
  return inventedAlert({
    id: alerts.suspiciousDll,
    title: 'Low-reputation arbitrary code executed by signed executable',
    description: 'A binary that Microsoft signed was used to run code of low reputation.',
    severity: 'Low',
    category: 'Execution',
    machineId: machines.documented,
    createdMs: Date.parse(documented.alertCreationTime),
    files: [rundll32File, suspiciousDll],
    evidence: [
      userEvidence('2021-01-26T20:33:58.42Z', 'temp123'),
      evidence('Process', '2021-01-26T20:33:58.6133333Z', {
        ...rundll32,
        fileName: 'rundll32.exe',
        filePath: 'C:\\Windows\\SysWOW64',
        processId: 3276,
        processCommandLine: 'rundll32.exe  c:\\temp\\suspicious.dll,RepeatAfterMe',
        processCreationTime: '2021-01-26T20:31:32.9581596Z',
        parentProcessId: 8420,
        parentProcessCreationTime: '2021-01-26T20:31:32.9004163Z',
        parentProcessFileName: 'rundll32.exe',
        parentProcessFilePath: 'C:\\Windows\\System32',
        detectionStatus: 'Detected',
      }),
      fileEvidence(suspiciousDll, '2021-01-26T20:33:58.42Z', { name: 'suspicious.dll', path: 'c:\\temp' }),
    ],
    overlay: {
      ...documented,
      incidentId: 1126093,
      rbacGroupName: 'A',
      mitreTechniques: ['T1064', 'T1085', 'T1220'],
      relatedUser: { userName: 'temp123', domainName: 'DOMAIN' },
      comments: [
        {
          comment: 'test comment for docs',
          createdBy: 'secop123@contoso.com',
          createdTime: '2021-01-26T01:00:37.8404534Z',
        },
      ],
    },
  });
}
