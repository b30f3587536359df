/** What can be asked about a file. Pages: learn.microsoft.com/defender-endpoint/api/ */

import { list, one, type Ask } from '../ask.ts';
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

/** What Defender calls a file and how common it is changes by the day. */
const isLasting = (): boolean => true;

export function fileQuestions(ask: Ask): FileQuestions {
  return {
    async file(hash, call) {
      const wanted = fileHash(hash);
      return one(
        ask,
        {
          endpoint: endpoints.file,
          path: `/api/files/${wanted}`,
          decode: (body, report) => askedFile(wanted, fileFrom(body, report)),
          isLasting,
        },
        call,
      );
    },
    fileStats: async (hash, call) =>
      one(
        ask,
        { endpoint: endpoints.fileStats, path: `/api/files/${segment(hash)}/stats`, decode: fileStatsFrom, isLasting },
        call,
      ),
    fileAlerts: (sha1, call) =>
      list(ask, { endpoint: endpoints.fileAlerts, path: `/api/files/${sha1}/alerts`, items: alertItems }, call),
    fileMachines: (sha1, call) =>
      list(ask, { endpoint: endpoints.fileMachines, path: `/api/files/${sha1}/machines`, items: machineItems }, call),
  };
}
