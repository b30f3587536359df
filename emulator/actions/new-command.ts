/** From a command that somebody asks for to what will come of it. */

import { isObject, type Json, type JsonObject } from '../json.ts';
import { getFileResult, transcript } from '../data/results.ts';
import { seconds } from '../time.ts';
import type { CommandScript } from './script.ts';

/** What the tenant's library holds: any other script fails. */
export const library: readonly string[] = ['minidump.ps1', 'triage-windows.ps1', 'triage-linux.sh', 'collect-logs.ps1'];

/** The keys each command must have. Source: learn.microsoft.com/defender-endpoint/api/run-live-response */
const requiredKeys = { RunScript: 'ScriptName', GetFile: 'Path', PutFile: 'FileName' } as const;

/** `undefined`: not of the documented shape. */
export function newCommand(command: Json): CommandScript | undefined {
  if (!isObject(command)) return undefined;
  const { type, params } = command;
  if (type !== 'RunScript' && type !== 'GetFile' && type !== 'PutFile') return undefined;
  const values = paramsIn(params);
  const subject = values?.[requiredKeys[type]];
  if (values === undefined || subject === undefined) return undefined;
  switch (type) {
    case 'PutFile':
      return { type, params: values, durationMs: seconds(3) };
    case 'GetFile':
      return {
        type,
        params: values,
        durationMs: seconds(30),
        result: getFileResult(subject, `content of ${subject}\n`),
      };
    case 'RunScript':
      return runScript(subject, values);
  }
}

function runScript(name: string, params: Readonly<Record<string, string>>): CommandScript {
  if (!library.includes(name)) {
    return {
      type: 'RunScript',
      params,
      durationMs: seconds(1),
      errors: [`Script '${name}' was not found in the library.`],
    };
  }
  const output = `${name} ran on the emulator.\nArguments: ${params['Args'] ?? '(none)'}\n`;
  return { type: 'RunScript', params, durationMs: seconds(12), result: transcript({ scriptName: name, output }) };
}

/** `[{ key, value }]` → record; `undefined`: another shape. */
function paramsIn(params: Json | undefined): Readonly<Record<string, string>> | undefined {
  if (!Array.isArray(params)) return undefined;
  const pairs = params.map((pair: Json) => (isObject(pair) ? pairIn(pair) : undefined));
  return pairs.includes(undefined) ? undefined : Object.fromEntries(pairs.filter((pair) => pair !== undefined));
}

function pairIn({ key, value }: JsonObject): readonly [string, string] | undefined {
  return typeof key === 'string' && typeof value === 'string' ? [key, value] : undefined;
}
