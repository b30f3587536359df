/** A machine action as the API shows it. Source: learn.microsoft.com/defender-endpoint/api/machineaction */

import { utc } from '../time.ts';
import type { Json, JsonObject } from '../json.ts';
import type { ActionScript } from './script.ts';
import { actionState, type ActionStatus, type CommandState } from './timeline.ts';

/** Seen in tenants' records: 0x80190198 (request timed out) and 0x80004004 (operation aborted), as signed numbers. */
const errorHResults: Partial<Record<ActionStatus, number>> = { TimeOut: -2145844840, Cancelled: -2147467260 };

export function actionEntity(action: ActionScript, now: number): JsonObject {
  const state = actionState(action, now);
  const time = (ms: number): string => utc(ms, action.fractionDigits);
  const cancelled = state.status === 'Cancelled' ? action.cancelled : undefined;
  return {
    id: action.id,
    type: action.type,
    title: null,
    requestor: action.requestor,
    requestorComment: action.comment,
    status: state.status,
    machineId: action.machineId,
    computerDnsName: action.computerDnsName,
    creationDateTimeUtc: time(action.createdMs),
    lastUpdateDateTimeUtc: time(state.updatedMs),
    cancellationRequestor: cancelled?.requestor ?? null,
    cancellationComment: cancelled?.comment ?? null,
    cancellationDateTimeUtc: cancelled === undefined ? null : time(cancelled.atMs),
    errorHResult: errorHResults[state.status] ?? 0,
    scope: null,
    externalId: null,
    requestSource: action.source,
    relatedFileInfo: null,
    commands: state.commands.map((command, index) => commandEntity(command, index, time)),
    troubleshootInfo: null,
    ...action.overlay,
  };
}

function commandEntity(
  { script, status, startMs, endMs, errors }: CommandState,
  index: number,
  time: (ms: number) => string,
): Json {
  return {
    index,
    startTime: startMs === undefined || script.hidesStartTime === true ? null : time(startMs),
    endTime: endMs === undefined ? null : time(endMs),
    commandStatus: status,
    errors,
    command: {
      type: script.type,
      params: Object.entries(script.params).map(([key, value]) => ({ key, value })),
    },
  };
}
