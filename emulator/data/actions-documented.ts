/**
 * Microsoft's own example of live response: a script that dumps a process, then the dump.
 * Source: learn.microsoft.com/defender-endpoint/api/run-live-response, get-live-response-result
 */

import type { ActionScript, CommandResult } from '../actions/script.ts';
import { minutes, seconds } from '../time.ts';
import { actions } from './ids.ts';
import { action, getFile, runScript } from './live-response.ts';
import { getFileResult, powerShellHeader } from './results.ts';

const dump = 'C:\\windows\\TEMP\\OfficeClickToRun.dmp.zip';

/** Not valid JSON, as the example is not: a bare line break within a string. And three NULs at the end of the output. */
function minidumpTranscript(): CommandResult {
  const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);
  const text = [
    '{',
    '    "script_name": "minidump.ps1",',
    '    "exit_code": 0,',
    `    "script_output": "${escaped(powerShellHeader('minidump.ps1'))}`,
    `${escaped(`${dump}\n51 MB\n\0\0\0`)}",`,
    '    "script_errors":""',
    '}',
    '',
  ];
  return { body: () => Buffer.from(text.join('\n')) };
}

/** Its script ended two minutes before the emulator started. */
export function minidumpAction(startMs: number): ActionScript {
  const script = runScript('minidump.ps1', 'OfficeClickToRun', { result: minidumpTranscript() });
  const pendingMs = seconds(40);
  return action({
    id: actions.minidump,
    comment: 'Testing Live Response API',
    createdMs: startMs - minutes(2) - script.durationMs - pendingMs,
    pendingMs,
    commands: [script, getFile(dump, getFileResult(dump, 'PK\u0003\u0004 a dump that is none\n'.repeat(512)))],
  });
}
