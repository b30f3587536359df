/** Questions that read much of Defender and of devices. */

import { actions, alerts, files } from '../../../emulator/data/ids.ts';

export const reading: readonly string[] = [
  `files ${alerts.hackTool}`,
  `files ${alerts.hostileNames}`,
  `hashes ${alerts.manyFiles}`,
  `alert ${alerts.hackTool}`,
  `alert ${alerts.malware} ${alerts.suspiciousDll}`,
  'alerts high',
  'incident 2451',
  `file ${files.autoKms}`,
  'device LAPTOP-042',
  `result ${actions.minidump} 0`,
  `result ${actions.longOutput} 0 grep line`,
  `result ${actions.longOutput} 0 page 2`,
  `result ${actions.indicators} 0 iocs`,
  `result ${actions.hostileOutput} 0 raw`,
  `result ${actions.failedScript}`,
  `action ${actions.threeCommands}`,
  'actions',
];

/** What is kept for others, and told of it. */
export const keeping: readonly string[] = [
  `on-it ${alerts.hackTool}`,
  'mine',
  `watch ${actions.inProgress}`,
  'watches',
  `timeline ${alerts.hackTool}`,
  `timeline text`,
  'audit',
];
