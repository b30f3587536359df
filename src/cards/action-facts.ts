/** The lines about an action and one of its commands that its cards share. */

import type { LiveResponseCommand, MachineAction } from '../defender/model.ts';
import type { TranscriptFacts } from '../transcript/model.ts';
import { actionState, commandTarget, isFinal, runTimeMs } from './action-words.ts';
import { button, type Button } from './buttons.ts';
import { isActionId } from './known-ids.ts';
import { commandLineText, nameText } from './text.ts';
import { age, count, duration, joined, utcMoment } from './units.ts';
import { watchAction } from './watched.ts';

/** What is known of the command whose result is shown. Without its action: that could not be read. */
export interface ResultOf {
  readonly actionId: string;
  /** 0-based. */
  readonly index: number;
  readonly action: MachineAction | undefined;
  readonly command: LiveResponseCommand | undefined;
  /** What is missing and why, in our own words. */
  readonly notes: readonly string[];
}

/**
 * `minidump.ps1 on LAPTOP-042`: whose output it is. The action's word before the result's: what the device wrote has no
 * part in a finding that may stand where its output may not. @param text - treats the foreign parts.
 */
export function scriptOn(
  { action, command }: ResultOf,
  transcript: Pick<TranscriptFacts, 'scriptName'> | undefined,
  text: (name: string) => string,
): string {
  const asked = command?.params['ScriptName'] ?? transcript?.scriptName;
  const script = asked ?? (command === undefined ? 'script' : commandTarget(command));
  return `${text(script)}${action?.deviceName === undefined ? '' : ` on ${text(action.deviceName)}`}`;
}

/** `finished 14:01:12 UTC (2 min ago) · ran 12 s · args …` and `started by … · “comment”`. Fit for TextRuns. */
export function facts({ action, command }: ResultOf, now: Date): readonly string[] {
  const ms = command === undefined ? undefined : runTimeMs(command);
  const args = command?.params['Args'];
  const end = command?.endedAt;
  return [
    joined([
      end === undefined ? undefined : `finished ${utcMoment(end, now)} (${age(end, now)})`,
      ms === undefined ? undefined : `ran ${duration(ms)}`,
      args === undefined || args === '' ? undefined : `args ${commandLineText(args)}`,
    ]),
    startedBy(action),
  ].filter((line) => line !== '');
}

export function startedBy(action: MachineAction | undefined): string {
  const comment = action?.requestorComment;
  return joined([
    action?.requestor === undefined ? undefined : `started by ${nameText(action.requestor)}`,
    comment === undefined || comment === '' ? undefined : `“${commandLineText(comment)}”`,
  ]);
}

/** Of the errors that Defender reports for a command. */
const maxErrors = 3;

/** `Defender reports: …`, the first few. Fit for TextRuns. */
export function reported({ errors }: LiveResponseCommand): readonly string[] {
  const left = errors.length - maxErrors;
  return [
    ...errors.slice(0, maxErrors).map((error) => `Defender reports: ${commandLineText(error)}`),
    ...(left > 0 ? [`Defender reports ${count(left, 'more error')}`] : []),
  ];
}

/** The state of an action that did not simply succeed, and what its command reports. Fit for TextRuns. */
export function problems({ action, command, notes }: ResultOf, now: Date): readonly string[] {
  return [
    ...(action === undefined || action.status === 'Succeeded' ? [] : [`action ${actionState(action, now)}`]),
    ...(command === undefined ? [] : reported(command)),
    ...notes,
  ];
}

/** `command 1 of 2 (index 0) · action 988cc94e-…`. */
export function position({ actionId, index, action }: ResultOf): string {
  const of = action === undefined || action.commands.length === 0 ? '' : ` of ${action.commands.length}`;
  return joined([`command ${index + 1}${of} (index ${index})`, `action ${actionId}`]);
}

/** To the command after this one, whatever became of it. */
export function nextCommand({ actionId, index, action }: ResultOf): Button | undefined {
  const next = action?.commands.find((command) => command.index === index + 1);
  return next === undefined
    ? undefined
    : button(`Next command: ${titleOf(next)}`, 'result', actionId, String(next.index));
}

/** All commands, where there are several or more is to come. */
export function overview({ actionId, action }: ResultOf): Button | undefined {
  return action !== undefined && (action.commands.length > 1 || !isFinal(action))
    ? button('All commands', 'action', actionId)
    : undefined;
}

/** Where the action has not ended. */
export function watchOf({ action }: ResultOf): Button | undefined {
  return action !== undefined && isActionId(action.id) && !isFinal(action) ? watchAction(action.id) : undefined;
}

const knownTypes = ['RunScript', 'GetFile', 'PutFile'];

/** A title is our own words: a type that this bot does not know stays out of it. */
function titleOf({ type }: LiveResponseCommand): string {
  return knownTypes.includes(type) ? type : 'other';
}
