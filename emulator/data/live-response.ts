/** Makes live response actions out of what is special about them. */

import type { ActionScript, CommandResult, CommandScript } from '../actions/script.ts';
import { seconds } from '../time.ts';
import { machines } from './ids.ts';
import { machineName } from './machines.ts';

export interface InventedAction extends Partial<ActionScript> {
  readonly id: string;
  readonly createdMs: number;
}

export function action(parts: InventedAction): ActionScript {
  const machineId = parts.machineId ?? machines.laptop;
  return {
    type: 'LiveResponse',
    machineId,
    computerDnsName: parts.computerDnsName ?? machineName(machineId),
    requestor: 'analyst@contoso.example',
    comment: 'Triage of incident 2451',
    source: 'PublicApi',
    pendingMs: seconds(35),
    commands: [],
    settleMs: seconds(46),
    ...parts,
  };
}

/** `Args` is left out when there are none. */
export function runScript(name: string, args: string | undefined, parts: Partial<CommandScript> = {}): CommandScript {
  const params = { ScriptName: name, ...(args === undefined ? {} : { Args: args }) };
  return { type: 'RunScript', params, durationMs: seconds(12), ...parts };
}

export function getFile(path: string, result: CommandResult): CommandScript {
  return { type: 'GetFile', params: { Path: path }, durationMs: seconds(30), result };
}

export function putFile(name: string): CommandScript {
  return { type: 'PutFile', params: { FileName: name }, durationMs: seconds(4) };
}
