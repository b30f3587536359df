/** Source: learn.microsoft.com/defender-endpoint/api/machineaction */

export interface MachineAction {
  readonly id: string;
  /** `LiveResponse`, `Isolate`, `RunAntiVirusScan`, … */
  readonly type: string;
  /** `Full`, `Selective`, `Quick`. */
  readonly scope: string | undefined;
  /** `Pending`, `InProgress`, `Succeeded`, `Failed`, `TimeOut`, `Cancelled`. */
  readonly status: string;
  /** A UPN, or the id or name of an app. */
  readonly requestor: string | undefined;
  readonly requestorComment: string | undefined;
  /** `Portal`, `PublicApi`. */
  readonly requestSource: string | undefined;
  readonly machineId: string | undefined;
  readonly deviceName: string | undefined;
  readonly createdAt: Date | undefined;
  readonly updatedAt: Date | undefined;
  readonly cancelledBy: string | undefined;
  readonly cancellationComment: string | undefined;
  readonly cancelledAt: Date | undefined;
  /** HRESULT, 0 when there was no error. */
  readonly errorHResult: number | undefined;
  /** Of `StopAndQuarantineFile`. */
  readonly relatedFile: RelatedFile | undefined;
  /** Of a live response; empty for every other type, and when the API leaves them out. */
  readonly commands: readonly LiveResponseCommand[];
}

export interface RelatedFile {
  readonly identifier: string | undefined;
  /** `Sha1`, `Sha256`, `Md5`. */
  readonly identifierType: string | undefined;
}

export interface LiveResponseCommand {
  /** 0-based: what the result is asked for by. */
  readonly index: number;
  /** `PutFile`, `RunScript`, `GetFile`. */
  readonly type: string;
  /** By key: `ScriptName`, `Args`, `FileName`, `Path`. */
  readonly params: Readonly<Record<string, string>>;
  /** `Created`, `InProgress`, `Completed`, `Failed`. Not the vocabulary of the action. */
  readonly status: string;
  readonly startedAt: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly errors: readonly string[];
}

const finalStatuses = ['Succeeded', 'Failed', 'TimeOut', 'Cancelled'];

/** An unknown status is not taken for an end. */
export function isFinal({ status }: Pick<MachineAction, 'status'>): boolean {
  return finalStatuses.includes(status);
}
