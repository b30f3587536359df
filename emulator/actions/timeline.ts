/** Action plan + moment → state. A pure function: moving the clock is all it takes to move an action. */

import type { ActionScript, CommandScript } from './script.ts';

export type ActionStatus = 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'TimeOut' | 'Cancelled';
type CommandStatus = 'Created' | 'InProgress' | 'Completed' | 'Failed';

export interface CommandState {
  readonly script: CommandScript;
  readonly status: CommandStatus;
  readonly startMs: number | undefined;
  readonly endMs: number | undefined;
  readonly errors: readonly string[];
}

export interface ActionState {
  readonly status: ActionStatus;
  /** Milliseconds since the epoch. */
  readonly updatedMs: number;
  readonly commands: readonly CommandState[];
}

/**
 * How long things may take.
 * Source: learn.microsoft.com/defender-endpoint/api/run-live-response (script, queue), and tenants' records for the
 * three days of other actions.
 */
const actionLimits = {
  scriptMs: 10 * 60_000,
  liveResponseQueueMs: 2 * 3_600_000,
  otherQueueMs: 3 * 24 * 3_600_000,
} as const;

interface Step {
  readonly script: CommandScript;
  /** `Infinity` twice: never runs. */
  readonly startMs: number;
  readonly endMs: number;
  readonly errors: readonly string[];
}

export function actionState(action: ActionScript, now: number): ActionState {
  const queueMs = action.type === 'LiveResponse' ? actionLimits.liveResponseQueueMs : actionLimits.otherQueueMs;
  const takenMs = action.createdMs + action.pendingMs;
  const steps = plan(action.commands, action.pendingMs > queueMs ? Infinity : takenMs);
  const workEndMs = Math.max(takenMs, ...steps.filter(({ startMs }) => startMs < Infinity).map(({ endMs }) => endMs));
  const endMs = action.pendingMs > queueMs ? action.createdMs + queueMs : workEndMs + action.settleMs;

  const cancelledMs = action.cancelled?.atMs ?? Infinity;
  if (cancelledMs <= now && cancelledMs < endMs) {
    const commands = steps.map((step) => stopped(commandState(step, cancelledMs)));
    return { status: 'Cancelled', updatedMs: cancelledMs, commands };
  }
  const commands = steps.map((step) => commandState(step, now));
  if (now >= endMs) return { status: ending(action.pendingMs > queueMs, commands), updatedMs: endMs, commands };
  if (now < takenMs) return { status: 'Pending', updatedMs: action.createdMs, commands };
  return { status: 'InProgress', updatedMs: latestChange(takenMs, commands), commands };
}

/** One after the other; what follows a failure never runs. */
function plan(commands: readonly CommandScript[], firstMs: number): readonly Step[] {
  let nextMs = firstMs;
  return commands.map((script) => {
    const startMs = nextMs;
    const isTooLong = script.type === 'RunScript' && script.durationMs > actionLimits.scriptMs;
    const endMs = startMs + (isTooLong ? actionLimits.scriptMs : script.durationMs);
    const errors = isTooLong ? ['The script ran longer than 10 minutes and was stopped.'] : (script.errors ?? []);
    nextMs = errors.length > 0 ? Infinity : endMs;
    return { script, startMs, endMs, errors };
  });
}

function commandState({ script, startMs, endMs, errors }: Step, now: number): CommandState {
  if (now < startMs) return { script, status: 'Created', startMs: undefined, endMs: undefined, errors: [] };
  if (now < endMs) return { script, status: 'InProgress', startMs, endMs: undefined, errors: [] };
  return { script, status: errors.length > 0 ? 'Failed' : 'Completed', startMs, endMs, errors };
}

function stopped(command: CommandState): CommandState {
  return command.status === 'InProgress'
    ? { ...command, status: 'Failed', errors: ['The action was cancelled.'] }
    : command;
}

function ending(isTimedOut: boolean, commands: readonly CommandState[]): ActionStatus {
  if (isTimedOut) return 'TimeOut';
  return commands.some(({ status }) => status === 'Failed') ? 'Failed' : 'Succeeded';
}

function latestChange(takenMs: number, commands: readonly CommandState[]): number {
  return Math.max(takenMs, ...commands.flatMap(({ startMs, endMs }) => [startMs ?? 0, endMs ?? 0]));
}

export function isFinal({ status }: ActionState): boolean {
  return status !== 'Pending' && status !== 'InProgress';
}
