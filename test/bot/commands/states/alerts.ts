/** Alerts and incidents. */

import { alerts } from '../../../../emulator/data/ids.ts';
import type { Row } from './cell.ts';

const unknownAlert = 'da000000000000000001_1';
const alertPermission = 'That needs Alert.Read.All or Alert.ReadWrite.All; this app has none of them.';
const answered = 'answered';
const empty = 'empty';

export const alertRows: Readonly<Record<string, Row>> = {
  alert: {
    needs: { path: '/api/alerts/', permission: alertPermission, field: 'id' },
    states: {
      full: {
        say: `alert ${alerts.suspiciousDll}`,
        shows: [/^Low-reputation arbitrary code/, 'MITRE T1064, T1085, T1220', 'rundll32.exe'],
        offers: ['Files', 'Device', 'Incident', 'Refresh', 'Portal'],
        outcome: answered,
      },
      empty: { say: `alert ${unknownAlert}`, shows: [/^Defender knows no such alert\./], outcome: 'failed' },
      one: { say: `alert ${alerts.hackTool}`, shows: [/^'AutoKms' hacktool was prevented on/], outcome: answered },
      many: {
        say: `alert ${alerts.suspiciousDll} ${alerts.hackTool} ${alerts.unknownEnums}`,
        shows: [/^3 alerts: 1 Critical, 1 High, 1 Low/],
        offers: ['Alert', 'Files'],
        outcome: answered,
      },
      partial: {
        say: `alert ${alerts.hackTool} ${unknownAlert}`,
        shows: [/^1 of 2 alerts: 1 High/, `${unknownAlert}: Defender knows no such alert.`, /reference [0-9a-f]{8}$/],
        outcome: 'partial',
      },
    },
  },
  alerts: {
    needs: { path: '/api/alerts', permission: alertPermission, field: 'value' },
    states: {
      full: {
        say: 'alerts',
        shows: [/^8 alerts: 1 Critical, 3 High/],
        offers: ['Alert', 'Refresh'],
        outcome: answered,
      },
      empty: {
        say: 'alerts high resolved',
        shows: [/^No such alerts/, 'High · Resolved', 'Leave a word out to see more.'],
        offers: ['All alerts'],
        outcome: empty,
      },
      one: { say: 'alerts inprogress', shows: [/^1 alert: 1 High/], offers: ['Alert', '-Next 5'], outcome: answered },
      many: { say: 'alerts', shows: ['alerts 1-5 of 8'], offers: ['Next 3'], outcome: answered },
      partial: { say: 'alerts 3', shows: [/^The newest 3 of 8 alerts: /], outcome: answered },
    },
  },
  incident: {
    needs: { path: '/api/alerts', permission: alertPermission, field: 'value' },
    states: {
      full: {
        say: 'incident 2451',
        shows: [/^Incident 2451: 7 alerts/, 'Devices: 3', 'Users: 2', 'files: 19 not reported as stopped, 3 stopped'],
        offers: ['Files', 'Incident in the portal'],
        outcome: answered,
      },
      empty: { say: 'incident 99', shows: [/^Defender has no alerts of incident 99/], outcome: empty },
      one: { say: 'incident 1126093', shows: [/^Incident 1126093: 1 alert, 1 Low/], outcome: answered },
      many: { say: 'incident 2451', shows: ['alerts 1-5 of 7'], offers: ['Next 2'], outcome: answered },
      partial: {
        say: 'incident 2451',
        in: { limits: { maxItemsWithEvidence: 3 } },
        shows: [/^Incident 2451: the newest 3 of 7 alerts/],
        outcome: answered,
      },
    },
  },
};
