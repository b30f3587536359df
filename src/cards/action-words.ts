/** Machine actions and their commands in words. Source: learn.microsoft.com/defender-endpoint/api/machineaction */

import { isFinal, type LiveResponseCommand, type MachineAction } from '../defender/model.ts';
import { nameText } from './text.ts';
import { duration } from './units.ts';

export { isFinal };

/** Whether there is something to fetch. PutFile leaves nothing behind; a failed script mostly does. */
export function hasResult({ type, status }: LiveResponseCommand): boolean {
  return type !== 'PutFile' && !['Created', 'Pending', 'InProgress'].includes(status);
}

/** `succeeded`, `still running, 2 min`, `timed out (error 0x80190198)`. @param text - treats the foreign parts. */
export function actionState(action: MachineAction, now: Date, text = nameText): string {
  const since = action.createdAt === undefined ? '' : `, ${duration(now.getTime() - action.createdAt.getTime())}`;
  switch (action.status) {
    case 'Pending':
      return `waiting for the device${since}`;
    case 'InProgress':
      return `still running${since}`;
    case 'Succeeded':
      return 'succeeded';
    case 'Failed':
      return `failed${errorCode(action)}`;
    case 'TimeOut':
      return `timed out${errorCode(action)}`;
    case 'Cancelled':
      return action.cancelledBy === undefined ? 'cancelled' : `cancelled by ${text(action.cancelledBy)}`;
    default:
      return `status ${text(action.status)}`;
  }
}

function errorCode({ errorHResult }: MachineAction): string {
  if (errorHResult === undefined || errorHResult === 0) return '';
  return ` (error 0x${(errorHResult >>> 0).toString(16).toUpperCase().padStart(8, '0')})`;
}

/** `completed in 12 s`, `failed`, `never ran: command 1 (index 0) failed before it`. @param text - treats the foreign parts. */
export function commandState(command: LiveResponseCommand, action: MachineAction, text = nameText): string {
  switch (command.status) {
    case 'Created':
    case 'Pending':
      return isFinal(action) ? `never ran${whyNot(command, action)}` : 'not started yet';
    case 'InProgress':
      return isFinal(action) ? 'was running when the action ended' : 'running';
    case 'Completed':
      return `completed${ran(command)}`;
    case 'Failed':
      return `failed${ran(command)}`;
    default:
      return `status ${text(command.status)}`;
  }
}

function whyNot({ index }: LiveResponseCommand, action: MachineAction): string {
  const failed = action.commands.find((earlier) => earlier.index < index && earlier.status === 'Failed');
  if (failed !== undefined) return `: command ${failed.index + 1} (index ${failed.index}) failed before it`;
  if (action.status === 'TimeOut') return ': the action timed out before it';
  return action.status === 'Cancelled' ? ': the action was cancelled before it' : '';
}

function ran(command: LiveResponseCommand): string {
  const ms = runTimeMs(command);
  return ms === undefined ? '' : ` in ${duration(ms)}`;
}

/** `undefined`: Defender leaves the start out of some completed commands. */
export function runTimeMs({ startedAt, endedAt }: LiveResponseCommand): number | undefined {
  return startedAt === undefined || endedAt === undefined
    ? undefined
    : Math.max(0, endedAt.getTime() - startedAt.getTime());
}

/** What a command is about: its script or file. @param text - treats the foreign parts. */
export function commandTarget({ type, params }: LiveResponseCommand, text = nameText): string {
  const target = params['ScriptName'] ?? params['Path'] ?? params['FileName'];
  return text(target ?? type);
}
