/**
 * The domain: no null, times as Date in UTC (milliseconds), unknown enum members kept as text.
 * `undefined`: Defender did not say. Hashes are lower-case hex, checked; every other string is foreign text.
 */

/** Source: learn.microsoft.com/defender-endpoint/api/files */
export interface DefenderFile {
  readonly sha1: string | undefined;
  readonly sha256: string | undefined;
  readonly md5: string | undefined;
  /** Bytes. */
  readonly size: number | undefined;
  /** HTML entities that the API sends in texts are decoded. */
  readonly publisher: string | undefined;
  readonly signer: string | undefined;
  readonly isValidCertificate: boolean | undefined;
  /** `Unknown`, `Clean`, `Pua`, `Malware`, … */
  readonly determinationType: string | undefined;
  /** E.g. `HackTool:MSIL/AutoKms`; may be there under type `Unknown`. */
  readonly determinationValue: string | undefined;
  /** Devices world-wide, as Microsoft counts. */
  readonly globalPrevalence: number | undefined;
  readonly globalFirstObserved: Date | undefined;
}

/** Source: learn.microsoft.com/defender-endpoint/api/get-file-statistics */
export interface FileStats {
  /** Devices of this tenant in the look-back time (30 days). */
  readonly organizationPrevalence: number | undefined;
}

/** Source: learn.microsoft.com/defender-endpoint/api/alerts */
export interface Alert {
  readonly id: string;
  /** `UnSpecified`, `Informational`, `Low`, `Medium`, `High`. */
  readonly severity: string | undefined;
  /** `Unknown`, `New`, `InProgress`, `Resolved`. */
  readonly status: string | undefined;
  readonly assignedTo: string | undefined;
  readonly deviceName: string | undefined;
  readonly createdAt: Date | undefined;
  readonly evidence: readonly Evidence[];
}

/** A file, or what has no hash at all: a user, an address, … */
export interface Evidence {
  readonly sha1: string | undefined;
  readonly sha256: string | undefined;
  readonly fileName: string | undefined;
  /** The folder only. */
  readonly filePath: string | undefined;
  /** `Detected`, `Blocked`, `Prevented`, … */
  readonly detectionStatus: string | undefined;
}

/** Source: learn.microsoft.com/defender-endpoint/api/machineaction */
export interface MachineAction {
  readonly id: string;
  /** `LiveResponse`, `Isolate`, `RunAntiVirusScan`, … */
  readonly type: string;
  /** `Pending`, `InProgress`, `Succeeded`, `Failed`, `TimeOut`, `Cancelled`. */
  readonly status: string;
  /** A UPN, or the id or name of an app. */
  readonly requestor: string | undefined;
  readonly requestorComment: string | undefined;
  readonly machineId: string | undefined;
  readonly deviceName: string | undefined;
  readonly createdAt: Date | undefined;
  readonly cancelledBy: string | undefined;
  readonly cancellationComment: string | undefined;
  readonly cancelledAt: Date | undefined;
  /** HRESULT, 0 when there was no error. */
  readonly errorHResult: number | undefined;
  /** Of a live response; empty for every other type, and when the API leaves them out. */
  readonly commands: readonly LiveResponseCommand[];
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
