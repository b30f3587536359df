/** Actions that queue, run, fail, time out and are cancelled by themselves, from when they are first asked for. */

import type { ActionScript } from '../actions/script.ts';
import { hours, minutes, seconds } from '../time.ts';
import { living, machines } from './ids.ts';
import { action, getFile, runScript, type InventedAction } from './live-response.ts';
import { getFileResult, powerShellHeader, transcript } from './results.ts';

const logs = 'C:\\ProgramData\\Contoso\\logs.zip';
const triage = transcript({
  scriptName: 'triage-windows.ps1',
  output: `${powerShellHeader('triage-windows.ps1')}\n151 processes, 1 unsigned\n`,
});
const denied = transcript({
  scriptName: 'collect-logs.ps1',
  exitCode: 1,
  output: `${powerShellHeader('collect-logs.ps1')}\ncollecting System.evtx\n`,
  errors: 'Access to the path C:\\Windows\\System32\\winevt\\Logs\\System.evtx is denied.',
});

type Plan = Omit<InventedAction, 'id' | 'createdMs'>;

export function livingActions(): ReadonlyMap<string, (beginMs: number) => ActionScript> {
  return new Map([
    begins(living.succeeds, () => ({
      pendingMs: seconds(10),
      commands: [
        runScript('triage-windows.ps1', '-Quick', { durationMs: seconds(20), result: triage }),
        { ...getFile(logs, getFileResult(logs, 'log lines\n')), durationMs: seconds(15) },
      ],
      settleMs: seconds(5),
    })),
    begins(living.fails, () => ({
      pendingMs: seconds(5),
      commands: [
        runScript('collect-logs.ps1', '-Days 1', {
          durationMs: seconds(15),
          errors: ['Script exited with code 1.'],
          result: denied,
        }),
      ],
      settleMs: seconds(5),
    })),
    // A live response waits for its device for two hours: it has waited for all of them but one minute.
    begins(
      living.timesOut,
      () => ({
        machineId: machines.documented,
        pendingMs: Infinity,
        commands: [runScript('triage-windows.ps1', undefined)],
      }),
      hours(2) - minutes(1),
    ),
    begins(living.isCancelled, (beginMs) => ({
      machineId: machines.fileServer,
      pendingMs: seconds(5),
      commands: [runScript('triage-windows.ps1', '-Full', { durationMs: minutes(5), result: triage })],
      cancelled: { atMs: beginMs + seconds(40), requestor: 'lead@contoso.example', comment: 'Not needed any more' },
    })),
    begins(living.queues, () => ({
      machineId: machines.webServer,
      pendingMs: minutes(5),
      commands: [runScript('triage-linux.sh', undefined, { durationMs: seconds(50) })],
      settleMs: seconds(10),
    })),
  ]);
}

/** @param ageMs - of the action when it is first asked for. */
function begins(
  id: string,
  plan: (beginMs: number) => Plan,
  ageMs = 0,
): readonly [string, (beginMs: number) => ActionScript] {
  return [id, (beginMs) => action({ ...plan(beginMs), id, createdMs: beginMs - ageMs })];
}
