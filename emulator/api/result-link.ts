/** Source: learn.microsoft.com/defender-endpoint/api/get-live-response-result */

import { actionState } from '../actions/timeline.ts';
import type { Answer } from '../http/exchange.ts';
import type { Call } from './call.ts';
import { entityAnswer } from './entity.ts';
import { actionIn } from './machine-actions.ts';
import { badRequest, quoted, resourceNotFound } from './refusals.ts';

/** A new link with every call. The texts of the refusals are ours: Microsoft documents none. */
export function getResultLink(call: Call): Answer {
  const action = actionIn(call);
  const { index: asked = '' } = call.params;
  if (action.type !== 'LiveResponse') throw badRequest(`Machine action ${action.id} is not a live response`);
  if (!/^\d{1,9}$/.test(asked)) throw badRequest(`Command index ${quoted(asked)} is not a number`, 'InvalidInput');
  const index = Number(asked);
  const command = actionState(action, call.now).commands[index];
  if (command === undefined) throw resourceNotFound(`Command ${index} of machine action ${action.id}`);
  if (command.script.type === 'PutFile') throw badRequest(`Command ${index} is a PutFile and has no result`);
  if (command.status === 'Created' || command.status === 'InProgress') {
    throw badRequest(`Command ${index} has not completed, its status is ${command.status}`);
  }
  if (command.script.result === undefined) throw resourceNotFound(`Result of command ${index}`);
  return entityAnswer(call, 'Edm.String', { value: call.resultLink(action.id, index) });
}
