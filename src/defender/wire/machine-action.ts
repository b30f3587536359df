/** A machine action and the commands of a live response. Source: learn.microsoft.com/defender-endpoint/api/machineaction */

import type { LiveResponseCommand, MachineAction } from '../model.ts';
import { readAnswer, type Fields, type Report } from './fields.ts';
import type { ItemDecoder } from './list.ts';

export function machineActionFrom(body: unknown, report: Report): MachineAction {
  return machineActionIn(readAnswer(body, 'action', report));
}

export const machineActionItems: ItemDecoder<MachineAction> = {
  path: 'actions',
  having: ['id', 'type', 'status'],
  decode: machineActionIn,
};

function machineActionIn(action: Fields): MachineAction {
  const file = action.object('relatedFileInfo');
  return {
    id: action.required.text('id'),
    type: action.required.text('type').replace(/^Live Response$/i, 'LiveResponse'),
    scope: action.text('scope'),
    status: action.required.text('status'),
    requestor: action.text('requestor'),
    requestorComment: action.text('requestorComment'),
    requestSource: action.text('requestSource'),
    machineId: action.text('machineId'),
    deviceName: action.text('computerDnsName'),
    createdAt: action.time('creationDateTimeUtc'),
    updatedAt: action.time('lastUpdateDateTimeUtc', 'lastUpdateTimeUtc'), // the second one in the list of the page
    cancelledBy: action.text('cancellationRequestor'),
    cancellationComment: action.text('cancellationComment'),
    cancelledAt: action.time('cancellationDateTimeUtc'),
    errorHResult: action.integer('errorHResult'),
    relatedFile: file && { identifier: file.text('fileIdentifier'), identifierType: file.text('fileIdentifierType') },
    commands: action.objects('commands').flatMap(commandFrom),
  };
}

/** The index is what a result is asked for by: one that is not there is never guessed from the place in the list. */
function commandFrom(item: Fields): LiveResponseCommand | [] {
  const index = item.count('index');
  if (index === undefined) {
    item.missing('index', 'whole number');
    return [];
  }
  const command = item.object('command');
  return {
    index,
    type: command?.text('type') ?? 'Unknown',
    params: paramsFrom(command?.objects('params') ?? []),
    status: item.text('commandStatus') ?? 'Unknown',
    startedAt: item.time('startTime'),
    endedAt: item.time('endTime'),
    errors: item.texts('errors'),
  };
}

/** Without a prototype: a key may be any text, `constructor` too. */
function paramsFrom(params: readonly Fields[]): Readonly<Record<string, string>> {
  // `Object.create` is typed as any.
  const record = Object.create(null) as Record<string, string>;
  for (const param of params) {
    const key = param.text('key');
    const value = param.text('value');
    if (key !== undefined && value !== undefined) record[key] = value;
  }
  return record;
}
