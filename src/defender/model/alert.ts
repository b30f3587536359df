/** Source: learn.microsoft.com/defender-endpoint/api/alerts */

export interface Alert {
  readonly id: string;
  readonly incidentId: number | undefined;
  readonly investigationId: number | undefined;
  readonly title: string | undefined;
  readonly description: string | undefined;
  /** `UnSpecified`, `Informational`, `Low`, `Medium`, `High`. */
  readonly severity: string | undefined;
  /** `Unknown`, `New`, `InProgress`, `Resolved`. */
  readonly status: string | undefined;
  /** A UPN, or `Automation`. */
  readonly assignedTo: string | undefined;
  /** `TruePositive`, `InformationalExpectedActivity`, `FalsePositive`. */
  readonly classification: string | undefined;
  readonly determination: string | undefined;
  /** Of the automated investigation: `Running`, `PendingApproval`, `SuccessfullyRemediated`, … */
  readonly investigationState: string | undefined;
  /** `WindowsDefenderAtp`, `WindowsDefenderAv`, `CustomerTI`, … */
  readonly detectionSource: string | undefined;
  readonly category: string | undefined;
  readonly threatFamilyName: string | undefined;
  readonly threatName: string | undefined;
  readonly machineId: string | undefined;
  readonly deviceName: string | undefined;
  readonly deviceGroup: string | undefined;
  readonly createdAt: Date | undefined;
  readonly firstEventAt: Date | undefined;
  readonly lastEventAt: Date | undefined;
  readonly updatedAt: Date | undefined;
  readonly resolvedAt: Date | undefined;
  /** E.g. `T1059.001`. */
  readonly mitreTechniques: readonly string[];
  readonly relatedUser: RelatedUser | undefined;
  readonly comments: readonly AlertComment[];
  /** Empty too in a list that was asked for without it. */
  readonly evidence: readonly Evidence[];
}

export interface RelatedUser {
  readonly userName: string | undefined;
  readonly domainName: string | undefined;
}

export interface AlertComment {
  readonly comment: string | undefined;
  readonly createdBy: string | undefined;
  readonly createdAt: Date | undefined;
}

/** A file, a process, a user, an address, …: each type has its own fields, and all others are `undefined`. */
export interface Evidence {
  /** `File`, `Process`, `User`, `Ip`, `Url`, `Registry`, … */
  readonly entityType: string | undefined;
  /** When it was added to the alert. */
  readonly createdAt: Date | undefined;
  readonly sha1: string | undefined;
  readonly sha256: string | undefined;
  readonly fileName: string | undefined;
  /** The folder only. */
  readonly filePath: string | undefined;
  readonly processId: number | undefined;
  readonly processCommandLine: string | undefined;
  readonly processCreatedAt: Date | undefined;
  readonly parentProcessId: number | undefined;
  readonly parentProcessCreatedAt: Date | undefined;
  readonly parentProcessFileName: string | undefined;
  /** The folder only. */
  readonly parentProcessFilePath: string | undefined;
  readonly ipAddress: string | undefined;
  readonly url: string | undefined;
  readonly registryHive: string | undefined;
  readonly registryKey: string | undefined;
  readonly registryValueType: string | undefined;
  readonly registryValue: string | undefined;
  readonly accountName: string | undefined;
  readonly domainName: string | undefined;
  readonly userSid: string | undefined;
  readonly userPrincipalName: string | undefined;
  readonly aadUserId: string | undefined;
  /** `Detected`, `Blocked`, `Prevented`, … */
  readonly detectionStatus: string | undefined;
}
