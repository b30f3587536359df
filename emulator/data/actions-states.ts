/** One action for each state that an action can be in, and for each way its properties can be missing. */

import type { ActionScript } from '../actions/script.ts';
import { days, hours, minutes, seconds } from '../time.ts';
import { actions, machines } from './ids.ts';
import { action, getFile, putFile, runScript } from './live-response.ts';
import { getFileResult, powerShellHeader, transcript } from './results.ts';

const logs = 'C:\\ProgramData\\Contoso\\logs.zip';
const triage = (output: string) =>
  transcript({ scriptName: 'triage-windows.ps1', output: `${powerShellHeader('triage-windows.ps1')}\n${output}\n` });

/** @param startMs - when the emulator started. */
export function actionsInEachState(startMs: number): readonly ActionScript[] {
  return [...running(startMs), ...ended(startMs), ...incomplete(startMs), ...otherTypes(startMs)];
}

function running(startMs: number): readonly ActionScript[] {
  return [
    action({
      id: actions.pending,
      machineId: machines.documented,
      createdMs: startMs - seconds(90),
      pendingMs: Infinity,
      commands: [runScript('triage-windows.ps1', undefined)],
    }),
    action({
      id: actions.inProgress,
      machineId: machines.fileServer,
      createdMs: startMs - minutes(2),
      commands: [
        runScript('triage-windows.ps1', '-Full', {
          durationMs: minutes(9),
          result: triage('142 processes, 3 unsigned'),
        }),
        getFile(logs, getFileResult(logs, 'log lines\n')),
      ],
    }),
  ];
}

function ended(startMs: number): readonly ActionScript[] {
  const failed = transcript({
    scriptName: 'collect-logs.ps1',
    exitCode: 1,
    output: `${powerShellHeader('collect-logs.ps1')}\ncollecting Security.evtx\n`,
    errors: 'Access to the path C:\\Windows\\System32\\winevt\\Logs\\Security.evtx is denied.',
  });
  return [
    action({
      id: actions.failedScript,
      createdMs: startMs - hours(3),
      commands: [
        runScript('collect-logs.ps1', '-Days 7', { errors: ['Script exited with code 1.'], result: failed }),
        getFile(logs, getFileResult(logs, 'never collected\n')),
      ],
    }),
    action({
      id: actions.timedOut,
      machineId: machines.documented,
      createdMs: startMs - hours(26),
      pendingMs: Infinity,
      commands: [runScript('triage-windows.ps1', undefined)],
      fractionDigits: 3,
    }),
    action({
      id: actions.cancelledBeforeStart,
      createdMs: startMs - hours(7),
      pendingMs: minutes(30),
      commands: [runScript('triage-windows.ps1', undefined)],
      cancelled: { atMs: startMs - hours(7) + minutes(4), requestor: 'lead@contoso.example', comment: 'Wrong device' },
    }),
    action({
      id: actions.cancelledAfterFirst,
      createdMs: startMs - hours(6),
      commands: [
        runScript('triage-windows.ps1', undefined, { result: triage('137 processes, 1 unsigned') }),
        getFile('C:\\pagefile.sys', getFileResult('C:\\pagefile.sys', 'never collected\n')),
      ],
      cancelled: { atMs: startMs - hours(6) + seconds(60), requestor: 'lead@contoso.example', comment: 'Too large' },
    }),
    action({
      id: actions.threeCommands,
      machineId: machines.fileServer,
      createdMs: startMs - minutes(50),
      commands: [
        putFile('triage-rules.json'),
        runScript('triage-windows.ps1', '-Rules triage-rules.json', { result: triage('2 rules matched') }),
        getFile('D:\\triage\\matches.csv', getFileResult('D:\\triage\\matches.csv', 'rule,path\nr1,module1.dll\n')),
      ],
    }),
    action({
      id: actions.failedGetFile,
      createdMs: startMs - hours(8),
      commands: [
        {
          type: 'GetFile',
          params: { Path: 'C:\\Users\\j.doe\\Downloads\\gone.exe' },
          durationMs: seconds(2),
          errors: ['The system cannot find the file specified. (0x80070002)'],
        },
      ],
    }),
  ];
}

function incomplete(startMs: number): readonly ActionScript[] {
  const commands = [runScript('triage-windows.ps1', undefined, { result: triage('nothing unusual') })];
  const evtx = 'C:\\Temp\\System.evtx';
  return [
    action({
      id: actions.commandsMissing,
      createdMs: startMs - hours(9),
      commands,
      overlay: {
        commands: undefined,
        title: undefined,
        scope: undefined,
        externalId: undefined,
        relatedFileInfo: undefined,
        troubleshootInfo: undefined,
        cancellationRequestor: undefined,
        cancellationComment: undefined,
        cancellationDateTimeUtc: undefined,
      },
    }),
    action({ id: actions.commandsNull, createdMs: startMs - hours(10), commands, overlay: { commands: null } }),
    action({
      id: actions.nullStartTime,
      createdMs: startMs - hours(11),
      fractionDigits: 0,
      commands: [{ ...getFile(evtx, getFileResult(evtx, 'event log\n')), hidesStartTime: true }],
    }),
  ];
}

function otherTypes(startMs: number): readonly ActionScript[] {
  return [
    action({
      id: actions.antivirusScan,
      type: 'RunAntiVirusScan',
      createdMs: startMs - days(1),
      settleMs: minutes(6),
      overlay: { scope: 'Quick' },
    }),
    action({
      id: actions.isolation,
      type: 'Isolate',
      machineId: machines.webServer,
      source: 'Portal',
      createdMs: startMs - seconds(50),
      settleMs: minutes(5),
      overlay: { scope: 'Full', expectedOutcome: 'IsolatedFromNetwork' },
    }),
  ];
}
