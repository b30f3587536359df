/** What can be asked about a file. Pages: learn.microsoft.com/defender-endpoint/api/ */

import { list, type Ask } from '../ask.ts';
import type { CallOptions } from '../call-options.ts';
import { endpoints } from '../endpoints.ts';
import { askedFile, fileHash, segment } from '../ids.ts';
import type { Alert, DefenderFile, FileStats, Listed, Machine, Sha1 } from '../model.ts';
import { alertItems } from '../wire/alert.ts';
import { fileFrom, fileStatsFrom } from '../wire/files.ts';
import { machineItems } from '../wire/machine.ts';

export interface FileQuestions {
  /** By SHA-1 or SHA-256. get-file-information: File.Read.All. */
  file(hash: string, call?: CallOptions): Promise<DefenderFile>;
  /** get-file-statistics: File.Read.All. */
  fileStats(hash: string, call?: CallOptions): Promise<FileStats>;
  /** None where Defender does not know the file. get-file-related-alerts: Alert.Read.All or Alert.ReadWrite.All. */
  fileAlerts(sha1: Sha1, call?: CallOptions): Promise<Listed<Alert>>;
  /** None where Defender does not know the file. get-file-related-machines: Machine.Read.All or Machine.ReadWrite.All. */
  fileMachines(sha1: Sha1, call?: CallOptions): Promise<Listed<Machine>>;
}

export function fileQuestions(ask: Ask): FileQuestions {
  const { get, report } = ask;
  return {
    async file(hash, call) {
      const wanted = fileHash(hash);
      return askedFile(wanted, fileFrom(await get(endpoints.file, `/api/files/${wanted}`, call), report));
    },
    fileStats: async (hash, call) =>
      fileStatsFrom(await get(endpoints.fileStats, `/api/files/${segment(hash)}/stats`, call), report),
    fileAlerts: (sha1, call) =>
      list(ask, { endpoint: endpoints.fileAlerts, path: `/api/files/${sha1}/alerts`, items: alertItems }, call),
    fileMachines: (sha1, call) =>
      list(ask, { endpoint: endpoints.fileMachines, path: `/api/files/${sha1}/machines`, items: machineItems }, call),
  };
}
