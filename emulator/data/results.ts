/** What live response leaves in storage. Source: learn.microsoft.com/defender-endpoint/api/get-live-response-result */

import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { CommandResult } from '../actions/script.ts';

export interface Transcript {
  readonly scriptName: string;
  readonly exitCode?: number;
  readonly output: string;
  readonly errors?: string;
  /** Older answers spell it without the last letter. */
  readonly errorsKey?: 'script_errors' | 'script_error';
}

export function transcript(parts: Transcript): CommandResult {
  return { body: () => Buffer.from(transcriptText(parts)) };
}

export function transcriptText({
  scriptName,
  exitCode = 0,
  output,
  errors = '',
  errorsKey = 'script_errors',
}: Transcript): string {
  return JSON.stringify({
    script_name: scriptName,
    exit_code: exitCode,
    script_output: output,
    [errorsKey]: errors,
  });
}

/** The first line of what a PowerShell script prints; the GUID follows from the script's name. */
export function powerShellHeader(scriptName: string): string {
  const hex = createHash('sha256').update(scriptName).digest('hex').toUpperCase();
  const guid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
  const folder = String.raw`C:\ProgramData\Microsoft\Windows Defender Advanced Threat Protection\Temp\PSScriptOutputs`;
  return `Transcript started, output file is ${folder}\\PSScript_Transcript_{${guid}}.txt`;
}

/** A collected file: gzip, with the file's name in the gzip header and in `Content-Disposition`. */
export function getFileResult(path: string, content: string): CommandResult {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  return { body: () => gzipNamed(name, Buffer.from(content)), downloadName: name };
}

/** Source: RFC 1952 section 2.3: the flag FNAME, and the name in Latin-1 with a NUL behind the ten fixed bytes. */
function gzipNamed(name: string, content: Buffer): Buffer {
  const plain = gzipSync(content);
  const head = Buffer.from(plain.subarray(0, 10));
  head[3] = 0x08;
  return Buffer.concat([head, Buffer.from(`${name}\0`, 'latin1'), plain.subarray(10)]);
}
