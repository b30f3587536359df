/** Files: of alerts and incidents, their hashes, and by their hash. */

import { alerts, files } from '../../../../emulator/data/ids.ts';
import type { Row } from './cell.ts';

const unknownAlert = 'da000000000000000001_1';
const unknownFile = 'f'.repeat(64);
const alertPermission = 'That needs Alert.Read.All or Alert.ReadWrite.All; this app has none of them.';
const filePermission = 'That needs File.Read.All; this app has none of them.';
const answered = 'answered';
const empty = 'empty';

export const fileRows: Readonly<Record<string, Row>> = {
  files: {
    needs: { path: '/files$', permission: filePermission, field: 'value' },
    states: {
      full: {
        say: `files ${alerts.hackTool}`,
        shows: [/^kms\.exe: HackTool:MSIL\/AutoKms, prevented/, `SHA-256 ${files.autoKms}`, 'on 3 devices here'],
        offers: ['File', 'Hash list', 'Refresh', 'Portal'],
        outcome: answered,
      },
      empty: {
        say: `files ${alerts.noFiles}`,
        shows: [/^No files in this alert/],
        offers: ['-Hash list'],
        outcome: empty,
      },
      one: { say: `files ${alerts.malware}`, shows: [/^Payment_Advice\.scr: Trojan/], outcome: answered },
      many: { say: `files ${alerts.manyFiles}`, shows: ['files 1-5 of 10'], offers: ['Next 5'], outcome: answered },
      partial: {
        say: `files ${alerts.hackTool} ${unknownAlert}`,
        shows: [/^kms\.exe/, `${unknownAlert}: Defender knows no such alert.`, /reference [0-9a-f]{8}$/],
        outcome: 'partial',
      },
    },
  },
  'files of an incident': {
    needs: { path: '/api/alerts$', permission: alertPermission, field: 'value' },
    states: {
      full: {
        say: 'files incident 2451',
        shows: [/Trojan:Win32\/Masquerade\.A/, '22 of 24 files have a Defender detection'],
        offers: ['Alerts', 'Refresh'],
        outcome: answered,
      },
      empty: { say: 'files incident 99', shows: [/^Defender has no alerts of incident 99/], outcome: empty },
      one: {
        say: 'files incident 1126093',
        shows: [/^suspicious\.dll: detected/],
        offers: ['-Alerts'],
        outcome: answered,
      },
      many: { say: 'files incident 2451', shows: ['files 1-5 of 24'], offers: ['Next 5'], outcome: answered },
      partial: {
        say: 'files incident 2451',
        in: { limits: { attempts: 1 } },
        fault: { kind: 'status', status: 500, match: `${alerts.malware}/files$` },
        shows: [`${alerts.malware}: Defender had an error of its own.`, /reference [0-9a-f]{8}$/],
        outcome: 'partial',
      },
    },
  },
  hashes: {
    needs: { path: '/files$', permission: filePermission, field: 'value' },
    states: {
      full: {
        say: `hashes ${alerts.hackTool}`,
        shows: [new RegExp(`^${files.autoKms}\n`), files.svchost],
        outcome: answered,
      },
      empty: { say: `hashes ${alerts.noFiles}`, shows: [/^No files in this alert\.$/], outcome: empty },
      one: { say: `hashes ${alerts.malware}`, shows: [/^[0-9a-f]{64}$/], outcome: answered },
      many: {
        say: `hashes ${alerts.manyFiles} sha1`,
        shows: [/^(?:[0-9a-f]{40}\n){9}[0-9a-f]{40}$/],
        outcome: answered,
      },
      partial: {
        say: `hashes ${alerts.hackTool} md5`,
        fault: { kind: 'wrongType', field: 'md5', match: '/files$' },
        shows: ['3 without a known md5'],
        outcome: empty,
      },
    },
  },
  file: {
    needs: { path: '/api/files/', permission: filePermission, field: undefined },
    states: {
      full: {
        say: `file ${files.autoKms}`,
        shows: [/^kms\.exe: HackTool:MSIL\/AutoKms, 1 open alert, on 3 devices here/, '1 open alert: 1 High'],
        offers: ['Alert', 'Device', 'File in the portal'],
        outcome: answered,
      },
      empty: { say: `file ${unknownFile}`, shows: [/^Defender does not know this file\./], outcome: 'failed' },
      one: { say: `file ${files.svchostSha1}`, shows: [/^svchost\.exe/], outcome: answered },
      many: {
        say: `file ${files.svchost} ${files.autoKms}`,
        shows: [/^1 of 2 files has a Defender detection/, 'worst first'],
        offers: ['File'],
        outcome: answered,
      },
      partial: {
        say: `file ${files.autoKms} ${unknownFile}`,
        shows: [`${unknownFile}: Defender does not know this file.`, 'kms.exe', /reference [0-9a-f]{8}$/],
        outcome: 'partial',
      },
    },
  },
};
