/** When an action began and ended, who cancelled it, and what its state means. */

import type { MachineAction } from '../defender/model.ts';
import { startedBy } from './action-facts.ts';
import { isFinal } from './action-words.ts';
import { commandLineText, nameText } from './text.ts';
import { age, count, duration, joined, utcMoment } from './units.ts';

/** Fit for TextRuns. */
export function actionFacts(action: MachineAction, now: Date): readonly string[] {
  return [beginning(action, now), course(action, now), cancellation(action, now)].filter((line) => line !== '');
}

function beginning(action: MachineAction, now: Date): string {
  const { createdAt } = action;
  return joined([
    createdAt === undefined ? undefined : `started ${utcMoment(createdAt, now)} (${age(createdAt, now)})`,
    startedBy(action),
  ]);
}

function course(action: MachineAction, now: Date): string {
  const { createdAt, updatedAt, scope, relatedFile, type } = action;
  const isEnded = isFinal(action) && createdAt !== undefined && updatedAt !== undefined && updatedAt >= createdAt;
  return joined([
    updatedAt === undefined || updatedAt.getTime() === createdAt?.getTime()
      ? undefined
      : `last change ${utcMoment(updatedAt, now)}`,
    isEnded ? `took ${duration(updatedAt.getTime() - createdAt.getTime())}` : undefined,
    scope === undefined || type === 'LiveResponse' ? undefined : `scope ${nameText(scope)}`,
    relatedFile?.identifier === undefined ? undefined : `file ${nameText(relatedFile.identifier)}`,
  ]);
}

/** An action that ended in another way was cancelled too late. */
function cancellation(action: MachineAction, now: Date): string {
  const { status, cancelledBy, cancelledAt, cancellationComment } = action;
  const isCancelled = status === 'Cancelled';
  const at = cancelledAt === undefined ? '' : ` ${utcMoment(cancelledAt, now)}`;
  return joined([
    cancelledAt === undefined && (isCancelled || cancelledBy === undefined)
      ? undefined
      : `${isCancelled ? 'cancelled' : 'asked to be cancelled'}${at}`,
    isCancelled || cancelledBy === undefined ? undefined : `by ${nameText(cancelledBy)}`,
    cancellationComment === undefined ? undefined : `“${commandLineText(cancellationComment)}”`,
  ]);
}

/** Our own words. @param shown - commands on the card. */
export function actionHints(action: MachineAction, shown: number): readonly string[] {
  return [...stateHints(action), ...commandHints(action, shown)];
}

/** Source: learn.microsoft.com/defender-endpoint/api/machineaction (status) */
function stateHints(action: MachineAction): readonly string[] {
  const { status, cancelledAt, commands } = action;
  const done = commands.filter((command) => command.status === 'Completed').length;
  if (status === 'Pending')
    return [
      'Pending: the device has not taken it yet; often it is offline. It begins when the device comes back in time.',
    ];
  if (status === 'Cancelled' && done > 0)
    return [`Cancelled too late for ${count(done, 'command')}: what was done by then stays done.`];
  if (cancelledAt !== undefined && status !== 'Cancelled' && isFinal(action))
    return ['The cancellation came too late: the action had ended.'];
  return [];
}

function commandHints({ type, commands }: MachineAction, shown: number): readonly string[] {
  if (type !== 'LiveResponse') return ['Only live response leaves output behind; this action has none.'];
  if (commands.length === 0)
    return ['Defender does not list the commands of this action. Ask for a result by its index, from 0.'];
  if (commands.length > shown) return [`${count(commands.length - shown, 'more command')}: ask for them by index.`];
  return [];
}
