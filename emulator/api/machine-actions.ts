/** Source: learn.microsoft.com/defender-endpoint/api/get-machineactions-collection, cancel-machine-action */

import { actionEntity } from '../actions/entity.ts';
import type { ActionScript } from '../actions/script.ts';
import { actionState, isFinal } from '../actions/timeline.ts';
import type { Answer } from '../http/exchange.ts';
import { isObject } from '../json.ts';
import type { PropertyKinds } from '../odata/properties.ts';
import { findAction } from '../world.ts';
import type { Call } from './call.ts';
import { entityAnswer } from './entity.ts';
import { countAnswer, listAnswer, type Collection } from './list.ts';
import { badRequest, quoted, resourceNotFound } from './refusals.ts';

const filterable: PropertyKinds = {
  id: 'text',
  status: 'text',
  machineId: 'text',
  type: 'text',
  requestor: 'text',
  creationDateTimeUtc: 'time',
  lastUpdateDateTimeUtc: 'time',
};

export function listMachineActions(call: Call): Answer {
  return listAnswer(call, collection(call));
}

export function countMachineActions(call: Call): Answer {
  return countAnswer(call, collection(call));
}

function collection({ store, now }: Call): Collection {
  const entities = store.world.actions.map((action) => actionEntity(action, now));
  return { set: 'MachineActions', entities, filterable, newestBy: 'creationDateTimeUtc' };
}

export function getMachineAction(call: Call): Answer {
  return entityAnswer(call, 'MachineActions/$entity', actionEntity(actionIn(call), call.now));
}

export function cancelMachineAction(call: Call): Answer {
  const action = actionIn(call);
  const comment = isObject(call.body) ? call.body['Comment'] : undefined;
  if (typeof comment !== 'string' || comment === '')
    throw badRequest('Comment is required', 'MissingRequiredParameter');
  const state = actionState(action, call.now);
  if (isFinal(state)) {
    throw badRequest(
      'Canceled machine action status must be Pending or InProgress, ' +
        `Current Status: ${state.status}, machineActionId: ${action.id}`,
    );
  }
  const cancelled = { ...action, cancelled: { atMs: call.now, requestor: call.caller.appId, comment } };
  call.store.put(cancelled);
  return entityAnswer(call, 'MachineActions/$entity', actionEntity(cancelled, call.now));
}

/** Throws Refusal. */
export function actionIn({ params, store, now }: Call): ActionScript {
  const { id = '' } = params;
  store.wake(id, now);
  const action = findAction(store.world, id);
  if (action === undefined) throw resourceNotFound(`Machine action ${quoted(id)}`);
  return action;
}
