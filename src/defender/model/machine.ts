/** A device, and who logs on to it. */

/** Source: learn.microsoft.com/defender-endpoint/api/machine; what that page leaves out was seen in tenants' records. */
export interface Machine {
  readonly id: string;
  /** The device's DNS name, whole or short. */
  readonly name: string | undefined;
  /** The device that this one became: it is a stale twin. */
  readonly mergedIntoMachineId: string | undefined;
  readonly isPotentialDuplication: boolean | undefined;
  readonly isExcluded: boolean | undefined;
  readonly exclusionReason: string | undefined;
  readonly firstSeen: Date | undefined;
  readonly lastSeen: Date | undefined;
  /** `Windows11`, `Ubuntu`, … */
  readonly osPlatform: string | undefined;
  /** E.g. `24H2`. */
  readonly version: string | undefined;
  readonly osBuild: number | undefined;
  readonly osArchitecture: string | undefined;
  readonly agentVersion: string | undefined;
  readonly lastIpAddress: string | undefined;
  readonly lastExternalIpAddress: string | undefined;
  /** `Active`, `Inactive`, `ImpairedCommunication`, `NoSensorData`, … */
  readonly healthStatus: string | undefined;
  /** `Onboarded`, `CanBeOnboarded`, `Unsupported`, `InsufficientInfo`. */
  readonly onboardingStatus: string | undefined;
  /** `Low`, `Normal`, `High`. */
  readonly deviceValue: string | undefined;
  /** `None`, `Informational`, `Low`, `Medium`, `High`. */
  readonly riskScore: string | undefined;
  /** `None`, `Low`, `Medium`, `High`. */
  readonly exposureLevel: string | undefined;
  readonly deviceGroup: string | undefined;
  readonly isAadJoined: boolean | undefined;
  readonly aadDeviceId: string | undefined;
  readonly managedBy: string | undefined;
  readonly tags: readonly string[];
  readonly addresses: readonly MachineAddress[];
}

export interface MachineAddress {
  readonly ipAddress: string | undefined;
  readonly macAddress: string | undefined;
  /** `Ethernet`, `SoftwareLoopback`, … */
  readonly type: string | undefined;
  /** `Up`, `Down`. */
  readonly operationalStatus: string | undefined;
}

export interface NamedMachines {
  /** Those that bear the name, whole or as the first part of a DNS name; the one seen last comes first. */
  readonly exact: readonly Machine[];
  /** Those whose name only begins with it. */
  readonly similar: readonly Machine[];
  /** There may be more. */
  readonly isComplete: boolean;
}

/** Sources: learn.microsoft.com/defender-endpoint/api/user, get-machine-log-on-users */
export interface User {
  /** `domain\name`. */
  readonly id: string;
  readonly accountName: string | undefined;
  readonly accountDomain: string | undefined;
  readonly accountSid: string | undefined;
  readonly firstSeen: Date | undefined;
  readonly lastSeen: Date | undefined;
  /** `Interactive`, `Network`, `RemoteInteractive`, … */
  readonly logonTypes: readonly string[];
  /** Devices that this user logged on to. */
  readonly machinesCount: number | undefined;
  readonly isDomainAdmin: boolean | undefined;
  readonly isOnlyNetworkUser: boolean | undefined;
}
