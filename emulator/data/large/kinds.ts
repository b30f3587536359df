/** What happens on devices, and with what words Defender tells of it. */

export interface AlertKind {
  readonly title: string;
  readonly category: string;
  readonly severity: 'High' | 'Medium' | 'Low' | 'Informational';
  readonly detectionSource: string;
  readonly techniques: readonly string[];
  /** Beside the user: what it was seen by. */
  readonly evidence: readonly ('Process' | 'Ip' | 'Url' | 'Registry')[];
  readonly hasFiles: boolean;
}

export const alertKinds: readonly AlertKind[] = [
  {
    title: 'Malware was prevented',
    category: 'Malware',
    severity: 'Informational',
    detectionSource: 'WindowsDefenderAv',
    techniques: [],
    evidence: [],
    hasFiles: true,
  },
  {
    title: 'Suspicious PowerShell command line',
    category: 'Execution',
    severity: 'Medium',
    detectionSource: 'WindowsDefenderAtp',
    techniques: ['T1059.001', 'T1027'],
    evidence: ['Process', 'Url'],
    hasFiles: true,
  },
  {
    title: 'Anomaly detected in ASEP registry',
    category: 'Persistence',
    severity: 'Medium',
    detectionSource: 'WindowsDefenderAtp',
    techniques: ['T1547.001'],
    evidence: ['Process', 'Registry'],
    hasFiles: true,
  },
  {
    title: 'Connection to a known command-and-control host',
    category: 'CommandAndControl',
    severity: 'High',
    detectionSource: 'CustomerTI',
    techniques: ['T1071.001'],
    evidence: ['Process', 'Ip', 'Url'],
    hasFiles: true,
  },
  {
    title: 'Sensitive credential memory read',
    category: 'CredentialAccess',
    severity: 'High',
    detectionSource: 'WindowsDefenderAtp',
    techniques: ['T1003.001'],
    evidence: ['Process'],
    hasFiles: true,
  },
  {
    title: 'Unusual number of failed sign-ins',
    category: 'CredentialAccess',
    severity: 'Low',
    detectionSource: 'CustomDetection',
    techniques: ['T1110'],
    evidence: ['Ip'],
    hasFiles: false,
  },
  {
    title: 'Unwanted software was found',
    category: 'UnwantedSoftware',
    severity: 'Low',
    detectionSource: 'WindowsDefenderAv',
    techniques: [],
    evidence: [],
    hasFiles: true,
  },
];

export interface FileKind {
  readonly name: string;
  readonly folder: string;
  readonly determinationType: string;
  readonly determinationValue: string | null;
  /** Of which publisher; absent: of none. */
  readonly publisher?: string;
}

export const fileKinds: readonly FileKind[] = [
  {
    name: 'invoice.scr',
    folder: 'Downloads',
    determinationType: 'Malware',
    determinationValue: 'Trojan:Win32/Wacatac.B!ml',
  },
  { name: 'update.exe', folder: 'AppData\\Local\\Temp', determinationType: 'Unknown', determinationValue: null },
  {
    name: 'toolbar-setup.exe',
    folder: 'Downloads',
    determinationType: 'Pua',
    determinationValue: 'PUA:Win32/FusionCore',
  },
  {
    name: 'reader.exe',
    folder: 'AppData\\Local\\Programs',
    determinationType: 'Clean',
    determinationValue: null,
    publisher: 'Example Software & Sons',
  },
  {
    name: 'loader.dll',
    folder: 'AppData\\Roaming',
    determinationType: 'Malware',
    determinationValue: 'Backdoor:Win32/Remcos!MTB',
  },
];
