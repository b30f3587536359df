/** Devices, what was done on them, and the bot itself. */

import { actions, machines } from '../../../../emulator/data/ids.ts';
import { limitedApp } from '../../../../emulator/identity.ts';
import type { Row } from './cell.ts';

const unknownAction = '00000000-0000-4000-8000-000000000000';
const machinePermission = 'That needs Machine.Read.All or Machine.ReadWrite.All; this app has none of them.';
const answered = 'answered';
const empty = 'empty';

export const deviceRows: Readonly<Record<string, Row>> = {
  device: {
    needs: { path: '/api/machines', permission: machinePermission, field: 'value' },
    states: {
      full: {
        say: 'device LAPTOP-042',
        shows: [/^LAPTOP-042: risk High, 3 open alerts/, '5 actions, 1 failed or timed out', '1 user'],
        offers: ['Alert', 'Action', 'All actions', 'Device in the portal'],
        outcome: answered,
      },
      empty: { say: 'device nope-99', shows: [/^Defender knows no device called nope-99/], outcome: empty },
      one: {
        say: `device ${machines.fileServer}`,
        shows: [/^srv-file-01\.contoso\.example: risk Medium/],
        outcome: answered,
      },
      many: {
        say: 'device lap',
        in: { emulator: { size: { alerts: 8, devices: 60 } } },
        shows: [/^No device is called lap; the names of \d+ devices begin with it/, 'Tap the one you mean.'],
        offers: ['Device', 'Next'],
        outcome: answered,
      },
      partial: {
        say: 'device LAPTOP-042',
        in: { app: limitedApp },
        shows: [
          /^LAPTOP-042: risk High/,
          'Alerts are missing: That needs',
          'Users are missing: That needs User.Read.All',
        ],
        outcome: 'partial',
      },
    },
  },
  actions: {
    needs: { path: '/api/machineactions', permission: machinePermission, field: 'value' },
    states: {
      full: {
        say: 'actions LAPTOP-042',
        shows: [/^Latest on LAPTOP-042: 5 actions/, 'Live response: minidump.ps1 and 1 more'],
        offers: ['Action', 'More', 'Device', 'Refresh'],
        outcome: answered,
      },
      empty: {
        say: `actions ${machines.idle}`,
        shows: [/^No actions known on this device/, 'Live response that was started in the portal is not in this API.'],
        outcome: empty,
      },
      one: { say: 'actions 1', shows: [/^Latest: 1 action, 1 not ended/], outcome: answered },
      many: {
        say: 'actions 20',
        shows: [/^Latest: 20 actions/, /^and \d+ more$/m],
        offers: ['-More'],
        outcome: answered,
      },
      partial: { say: 'actions', shows: [/^Latest: 5 actions/, 'and 21 more'], offers: ['More'], outcome: answered },
    },
  },
  action: {
    needs: { path: '/api/machineactions/', permission: machinePermission, field: 'id' },
    states: {
      full: {
        say: `action ${actions.minidump}`,
        shows: [/^Live response on LAPTOP-042: succeeded/, '0  RunScript minidump.ps1', 'args OfficeClickToRun'],
        offers: ['Result 0', 'Result 1', 'Device', 'Refresh'],
        outcome: answered,
      },
      empty: { say: `action ${unknownAction}`, shows: [/^Defender knows no such action\./], outcome: 'failed' },
      one: {
        say: `action ${actions.antivirusScan}`,
        shows: [/^RunAntiVirusScan on LAPTOP-042: succeeded/, 'Only live response leaves output behind'],
        offers: ['-Result 0'],
        outcome: answered,
      },
      many: {
        say: `action ${actions.threeCommands}`,
        shows: ['0  PutFile triage-rules.json', 'has no result', '2  GetFile D:\\triage\\matches.csv'],
        offers: ['Result 1', 'Result 2', '-Result 0'],
        outcome: answered,
      },
      partial: {
        say: `action ${actions.commandsMissing}`,
        shows: ['Defender does not list the commands of this action. Ask for a result by its index, from 0.'],
        outcome: answered,
      },
    },
  },
  health: {
    needs: undefined,
    states: {
      full: { say: 'health', shows: [/^I am up/, 'bot 0.1.0'], offers: ['Refresh'], outcome: answered },
      empty: { say: 'health', shows: ['Defender was not asked yet'], outcome: answered },
      one: 'it is about one bot',
      many: 'it is about one bot',
      partial: {
        say: 'health',
        in: { health: { isStateOk: () => Promise.resolve(false) } },
        shows: ['My own memory does not answer'],
        outcome: 'partial',
      },
    },
  },
};
