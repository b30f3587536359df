/**
 * Queries of advanced hunting, to be copied into the portal. What is put into one has been checked to be hexadecimal, so
 * that it ends no string; the rest is our own.
 *
 * Source: learn.microsoft.com/defender-xdr/advanced-hunting-deviceprocessevents-table, …-devicefileevents-table,
 * …-deviceimageloadevents-table, …-devicenetworkevents-table, …-devicelogonevents-table
 */

import { isDeviceId, isFileHash } from '../cards/known-ids.ts';

/** How far back; advanced hunting holds 30 days. Source: learn.microsoft.com/defender-xdr/advanced-hunting-overview */
const back = { file: { ago: '30d', words: '30 days' }, device: { ago: '24h', words: '24 hours' } } as const;
const maxRows = 10_000;

/**
 * Where files were written, started and loaded. What is no SHA-1 and no SHA-256 is left out; throws TypeError where
 * nothing is left.
 */
export function fileQuery(hashes: readonly string[]): string {
  const known = [...new Set(hashes.filter(isFileHash).map((hash) => hash.toLowerCase()))];
  const [sha1s, sha256s] = [40, 64].map((digits) => known.filter((hash) => hash.length === digits));
  const where = [among('SHA1', sha1s), among('SHA256', sha256s)].filter((one) => one !== undefined);
  if (where.length === 0) throw new TypeError('There is no hash to hunt for');
  return [
    `// Files with ${known.length === 1 ? 'this hash' : 'these hashes'}: written, started or loaded in the last ${back.file.words}`,
    ...(where.length > 1 ? ['// A file is matched by either of its hashes: one of these is enough'] : []),
    ...byOneAlone(sha1s?.length ?? 0, sha256s?.length ?? 0),
    'union withsource=SourceTable DeviceFileEvents, DeviceProcessEvents, DeviceImageLoadEvents',
    `| where Timestamp > ago(${back.file.ago})`,
    `| where ${where.join(' or ')}`,
    `| project ${[...common, 'FileName', 'FolderPath', ...process, 'SHA1', 'SHA256', 'DeviceId', 'ReportId'].join(', ')}`,
    newest,
  ].join('\n');
}

/** Whoever hunts would take nothing found for nothing there. */
function byOneAlone(sha1s: number, sha256s: number): readonly string[] {
  if (sha1s >= sha256s) return [];
  const whose = sha1s === 0 ? 'By SHA-256 alone' : 'Some of them by SHA-256 alone';
  return [`// ${whose}: many events hold the SHA-1 only`];
}

/** What ran on a device, whom it talked to and who signed in. `undefined`: that is no device id. */
export function deviceQuery(deviceId: string): string | undefined {
  if (!isDeviceId(deviceId)) return undefined;
  const network = ['RemoteIP', 'RemotePort', 'RemoteUrl'];
  const logon = ['LogonType', 'AccountDomain', 'AccountName'];
  return [
    `// What ran on this device, its connections and sign-ins: the last ${back.device.words}`,
    'union withsource=SourceTable DeviceProcessEvents, DeviceNetworkEvents, DeviceLogonEvents',
    `| where Timestamp > ago(${back.device.ago})`,
    `| where DeviceId == "${deviceId.toLowerCase()}"`,
    `| project ${[...common, 'FileName', ...process, ...network, ...logon, 'ReportId'].join(', ')}`,
    newest,
  ].join('\n');
}

const common = ['Timestamp', 'DeviceName', 'SourceTable', 'ActionType'];
const process = [
  'ProcessCommandLine',
  'InitiatingProcessFileName',
  'InitiatingProcessCommandLine',
  'InitiatingProcessAccountName',
];
const newest = `| top ${maxRows} by Timestamp desc`;

function among(column: string, values: readonly string[] = []): string | undefined {
  const quoted = values.map((value) => `"${value}"`);
  if (quoted.length === 0) return undefined;
  return quoted.length === 1 ? `${column} == ${quoted.join('')}` : `${column} in (${quoted.join(', ')})`;
}
