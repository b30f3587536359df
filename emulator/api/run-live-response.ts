/** Source: learn.microsoft.com/defender-endpoint/api/run-live-response */

import { randomUUID } from 'node:crypto';
import { actionEntity } from '../actions/entity.ts';
import { newCommand } from '../actions/new-command.ts';
import type { ActionScript, CommandScript } from '../actions/script.ts';
import { actionState, isFinal } from '../actions/timeline.ts';
import type { Answer } from '../http/exchange.ts';
import { isObject, type Json } from '../json.ts';
import { seconds } from '../time.ts';
import type { Call } from './call.ts';
import { entityAnswer } from './entity.ts';
import { machineIn } from './machines.ts';
import { badRequest } from './refusals.ts';

export function runLiveResponse(call: Call): Answer {
  const { id: machineId, name } = machineIn(call);
  const { commands, comment } = requestIn(call.body);
  const isBusy = call.store.world.actions.some(
    (other) => other.machineId === machineId && other.type === 'LiveResponse' && !isFinal(actionState(other, call.now)),
  );
  if (isBusy) throw badRequest('Action is already in progress', 'ActiveRequestAlreadyExists');

  const action: ActionScript = {
    id: randomUUID(),
    type: 'LiveResponse',
    machineId,
    computerDnsName: name,
    requestor: call.caller.appId,
    comment,
    source: 'PublicApi',
    createdMs: call.now,
    pendingMs: seconds(20),
    commands,
    settleMs: seconds(10),
  };
  call.store.put(action);
  return entityAnswer(call, 'MachineActions/$entity', actionEntity(action, call.now), 201);
}

function requestIn(body: Json | undefined): { commands: readonly CommandScript[]; comment: string } {
  const invalid = badRequest('Request body is incorrect', 'InvalidRequestBody');
  if (!isObject(body)) throw invalid;
  const { Commands: commands, Comment: comment } = body;
  if (typeof comment !== 'string' || comment === '')
    throw badRequest('Comment is required', 'MissingRequiredParameter');
  if (!Array.isArray(commands) || commands.length === 0) throw invalid;
  return { commands: commands.map((command: Json) => newCommand(command) ?? fail(invalid)), comment };
}

function fail(error: Error): never {
  throw error;
}
