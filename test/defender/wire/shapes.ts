/**
 * What each decoder reads: by the name in the domain, from which fields of the answer, and of which kind. Written down a
 * second time, so that a decoder that reads something else, or something new, is found out.
 */

/** A kind, and the fields that it is read from: of several the first that is there. */
export type Leaf = readonly [kind: LeafKind, ...names: string[]];
export type Nested = readonly [kind: 'object' | 'objects', name: string, shape: Shape];
export type Shape = Readonly<Record<string, Leaf | Nested>>;

export type LeafKind =
  | ('text' | 'html' | 'category' | 'count' | 'integer' | 'flag' | 'time' | 'texts' | 'words')
  | ('sha1' | 'sha256' | 'md5' | 'required' | 'actionType' | 'textOrUnknown');

const texts = (...names: readonly string[]): Shape =>
  Object.fromEntries(names.map((name) => [name, ['text', name] as const]));

const evidence: Shape = {
  ...texts('entityType', 'fileName', 'filePath', 'processCommandLine', 'parentProcessFileName'),
  ...texts('parentProcessFilePath', 'ipAddress', 'url', 'registryHive', 'registryKey', 'registryValueType'),
  ...texts('registryValue', 'accountName', 'domainName', 'userSid', 'userPrincipalName', 'aadUserId'),
  ...texts('detectionStatus'),
  createdAt: ['time', 'evidenceCreationTime'],
  sha1: ['sha1', 'sha1'],
  sha256: ['sha256', 'sha256'],
  processId: ['count', 'processId'],
  processCreatedAt: ['time', 'processCreationTime'],
  parentProcessId: ['count', 'parentProcessId'],
  parentProcessCreatedAt: ['time', 'parentProcessCreationTime'],
};

const alert: Shape = {
  id: ['required', 'id'],
  incidentId: ['count', 'incidentId'],
  investigationId: ['count', 'investigationId'],
  ...texts('title', 'description', 'severity', 'status', 'assignedTo', 'classification', 'determination'),
  ...texts('investigationState', 'detectionSource', 'threatFamilyName', 'threatName', 'machineId'),
  category: ['category', 'category'],
  deviceName: ['text', 'computerDnsName'],
  deviceGroup: ['text', 'rbacGroupName'],
  createdAt: ['time', 'alertCreationTime'],
  firstEventAt: ['time', 'firstEventTime'],
  lastEventAt: ['time', 'lastEventTime'],
  updatedAt: ['time', 'lastUpdateTime'],
  resolvedAt: ['time', 'resolvedTime'],
  mitreTechniques: ['words', 'mitreTechniques'],
  relatedUser: ['object', 'relatedUser', texts('userName', 'domainName')],
  comments: ['objects', 'comments', { ...texts('comment', 'createdBy'), createdAt: ['time', 'createdTime'] }],
  evidence: ['objects', 'evidence', evidence],
};

const file: Shape = {
  sha1: ['sha1', 'sha1'],
  sha256: ['sha256', 'sha256'],
  md5: ['md5', 'md5'],
  size: ['count', 'size'],
  ...texts('fileType', 'determinationType', 'determinationValue'),
  isPeFile: ['flag', 'isPeFile'],
  publisher: ['html', 'filePublisher'],
  productName: ['html', 'fileProductName'],
  signer: ['html', 'signer'],
  issuer: ['html', 'issuer'],
  isValidCertificate: ['flag', 'isValidCertificate'],
  globalPrevalence: ['count', 'globalPrevalence'],
  globalFirstObserved: ['time', 'globalFirstObserved'],
  globalLastObserved: ['time', 'globalLastObserved'],
};

const machine: Shape = {
  id: ['required', 'id'],
  name: ['text', 'computerDnsName'],
  ...texts('mergedIntoMachineId', 'exclusionReason', 'osPlatform', 'version', 'osArchitecture', 'agentVersion'),
  ...texts('lastIpAddress', 'lastExternalIpAddress', 'healthStatus', 'onboardingStatus', 'deviceValue', 'riskScore'),
  ...texts('exposureLevel', 'aadDeviceId', 'managedBy'),
  deviceGroup: ['text', 'rbacGroupName'],
  isPotentialDuplication: ['flag', 'isPotentialDuplication'],
  isExcluded: ['flag', 'isExcluded'],
  isAadJoined: ['flag', 'isAadJoined'],
  firstSeen: ['time', 'firstSeen'],
  lastSeen: ['time', 'lastSeen'],
  osBuild: ['count', 'osBuild'],
  tags: ['texts', 'machineTags'],
  addresses: ['objects', 'ipAddresses', texts('ipAddress', 'macAddress', 'type', 'operationalStatus')],
};

const action: Shape = {
  id: ['required', 'id'],
  type: ['actionType', 'type'],
  status: ['required', 'status'],
  ...texts('scope', 'requestor', 'requestorComment', 'requestSource', 'machineId'),
  deviceName: ['text', 'computerDnsName'],
  createdAt: ['time', 'creationDateTimeUtc'],
  updatedAt: ['time', 'lastUpdateDateTimeUtc', 'lastUpdateTimeUtc'],
  cancelledBy: ['text', 'cancellationRequestor'],
  cancellationComment: ['text', 'cancellationComment'],
  cancelledAt: ['time', 'cancellationDateTimeUtc'],
  errorHResult: ['integer', 'errorHResult'],
  relatedFile: [
    'object',
    'relatedFileInfo',
    { identifier: ['text', 'fileIdentifier'], identifierType: ['text', 'fileIdentifierType'] },
  ],
};

export const shapes = {
  alert,
  file,
  machine,
  action,
  stats: {
    organizationPrevalence: ['count', 'organizationPrevalence', 'orgPrevalence'],
    organizationFirstSeen: ['time', 'orgFirstSeen'],
    organizationLastSeen: ['time', 'orgLastSeen'],
    globalPrevalence: ['count', 'globallyPrevalence', 'globalPrevalence'],
    globalFirstObserved: ['time', 'globalFirstObserved'],
    globalLastObserved: ['time', 'globalLastObserved'],
    topFileNames: ['texts', 'topFileNames'],
  },
  user: {
    id: ['required', 'id'],
    ...texts('accountName', 'accountDomain', 'accountSid'),
    firstSeen: ['time', 'firstSeen'],
    lastSeen: ['time', 'lastSeen'],
    logonTypes: ['words', 'logonTypes'],
    machinesCount: ['count', 'logOnMachinesCount'],
    isDomainAdmin: ['flag', 'isDomainAdmin'],
    isOnlyNetworkUser: ['flag', 'isOnlyNetworkUser'],
  },
} as const satisfies Readonly<Record<string, Shape>>;

/** Of an action; read by themselves, because one without an index is none. */
export const commandShape: Shape = {
  index: ['count', 'index'],
  status: ['textOrUnknown', 'commandStatus'],
  startedAt: ['time', 'startTime'],
  endedAt: ['time', 'endTime'],
  errors: ['texts', 'errors'],
};
