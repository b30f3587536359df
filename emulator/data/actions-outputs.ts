/** One completed script for each kind of output that a reader has to cope with. */

import { gzipSync } from 'node:zlib';
import type { ActionScript, CommandResult, CommandScript } from '../actions/script.ts';
import { hours, minutes } from '../time.ts';
import { hostileOutput } from './hostile.ts';
import { indicatorOutput } from './indicators.ts';
import { actions, machines } from './ids.ts';
import { action, getFile, runScript } from './live-response.ts';
import { getFileResult, powerShellHeader, transcript, transcriptText } from './results.ts';

const mebibyte = 1024 * 1024;

/**
 * All of last night but the one that looks for traces of an intruder: it ran when the file of the first alert was seen,
 * and is found among the latest of its device. @param startMs - when the emulator started.
 */
export function actionsWithEachOutput(startMs: number): readonly ActionScript[] {
  return Object.entries(outputs()).map(([id, command], position) =>
    action({
      id,
      createdMs: startMs - (id === actions.indicators ? hours(1) : hours(12) + minutes(7 * position)),
      commands: [command],
      machineId: id === actions.linuxScript ? machines.webServer : machines.laptop,
    }),
  );
}

function outputs(): Readonly<Record<string, CommandScript>> {
  return {
    [actions.longOutput]: script('list-processes.ps1', { output: processList(2000) }),
    [actions.errorsWithExitZero]: script('check-services.ps1', {
      output: 'checked 3 services\n',
      errors: [
        "Get-Service : Cannot find any service with service name 'wscsvc2'.",
        'At C:\\ProgramData\\check-services.ps1:4 char:1',
        '+ Get-Service wscsvc2',
        '    + FullyQualifiedErrorId : NoServiceFoundForGivenName',
      ].join('\r\n'),
    }),
    [actions.emptyOutput]: runScript('flush-cache.ps1', undefined, {
      result: transcript({ scriptName: 'flush-cache.ps1', output: '' }),
    }),
    [actions.notJson]: bytes('legacy.ps1', Buffer.from('plain text, no JSON at all\nexit 0\n')),
    [actions.byteOrderMark]: bytes(
      'umlauts.ps1',
      Buffer.from(`\uFEFF${text('umlauts.ps1', 'Größe: 12 kB, café, 日本語\n')}`),
    ),
    [actions.utf16]: bytes('wide.ps1', Buffer.from(`\uFEFF${text('wide.ps1', 'wide characters\n')}`, 'utf16le')),
    [actions.gzipTranscript]: bytes('packed.ps1', gzipSync(text('packed.ps1', 'came compressed\n'))),
    [actions.hostileOutput]: script('triage-windows.ps1', {
      output: hostileOutput,
      args: '-Note "[x](http://evil.example)"',
    }),
    [actions.indicators]: script('persistence.ps1', indicatorOutput),
    [actions.linuxScript]: runScript('triage-linux.sh', '--quick', {
      result: transcript({
        scriptName: 'triage-linux.sh',
        exitCode: 2,
        output: 'Linux ubuntu-web-03 6.8.0-48-generic\n  PID USER %CPU COMMAND\n 4711 www-data 398 kworkerds\n',
        errors: "ls: cannot access '/root/.ssh': Permission denied\n",
        errorsKey: 'script_error',
      }),
    }),
    [actions.oversized]: runScript('everything.ps1', undefined, {
      result: {
        body: () => Buffer.from(text('everything.ps1', 'one more line of output\n'.repeat((9 * mebibyte) / 24))),
      },
    }),
    [actions.plainGetFile]: getFile('C:\\Temp\\notes.txt', {
      ...getFileResult('C:\\Temp\\notes.txt', ''),
      body: () => Buffer.from('these bytes came as they are\n'),
    }),
  };
}

interface Printed {
  readonly output: string;
  readonly errors?: string;
  readonly args?: string;
}

function script(scriptName: string, { output, errors = '', args }: Printed): CommandScript {
  const whole = `${powerShellHeader(scriptName)}\n${output}`;
  return runScript(scriptName, args, { result: transcript({ scriptName, output: whole, errors }) });
}

function bytes(scriptName: string, body: Buffer): CommandScript {
  const result: CommandResult = { body: () => body };
  return runScript(scriptName, undefined, { result });
}

function text(scriptName: string, output: string): string {
  return transcriptText({ scriptName, output });
}

function processList(count: number): string {
  const line = (number: number): string =>
    `${String(number * 4).padStart(6)}  ${number % 97 === 0 ? 'module1.exe' : 'svchost.exe'}  C:\\Windows\\System32`;
  return Array.from({ length: count }, (_, number) => line(number + 1)).join('\n');
}
