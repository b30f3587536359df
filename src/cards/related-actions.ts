/** Machine actions as rows: what runs, and what was done last. */

import type { MachineAction } from '../defender/model.ts';
import { actionState, commandTarget, isFinal } from './action-words.ts';
import { button } from './buttons.ts';
import { isActionId } from './known-ids.ts';
import { section, type Row, type Section } from './profile.ts';
import { commandLineText, nameText } from './text.ts';
import { ageOrDate, count, joined, number } from './units.ts';

interface ActionOptions {
  readonly now: Date;
  /** Where the device does not go without saying. */
  readonly withDevice: boolean;
}

/** @param all - in the order in which they are shown. */
export function actionsSection(all: readonly MachineAction[], options: ActionOptions): Section {
  const rows = all.map((action) => actionRow(action, options));
  return section(actionsWords(all), rows, { total: rows.length });
}

/** `5 actions, 1 not ended`. Our own words. */
export function actionsWords(all: readonly MachineAction[]): string {
  if (all.length === 0) return 'no actions known';
  const open = all.filter((action) => !isFinal(action)).length;
  const failed = all.filter(({ status }) => status === 'Failed' || status === 'TimeOut').length;
  return [
    count(all.length, 'action'),
    ...(open === 0 ? [] : [`${number(open)} not ended`]),
    ...(failed === 0 ? [] : [`${number(failed)} failed or timed out`]),
  ].join(', ');
}

export function actionRow(action: MachineAction, { now, withDevice }: ActionOptions): Row {
  const { id, type, deviceName, createdAt, requestor, requestorComment } = action;
  return {
    title: joined([
      type === 'LiveResponse' ? liveResponse(action) : nameText(type),
      !withDevice || deviceName === undefined ? undefined : nameText(deviceName),
    ]),
    lines: [
      joined([
        actionState(action, now),
        createdAt === undefined ? undefined : `started ${ageOrDate(createdAt, now)}`,
        requestor === undefined ? undefined : `by ${nameText(requestor)}`,
      ]),
      requestorComment === undefined || requestorComment === '' ? '' : `“${commandLineText(requestorComment)}”`,
    ].filter((line) => line !== ''),
    opens: isActionId(id) ? button('Action', 'action', id) : undefined,
  };
}

/** `Live response: minidump.ps1 and 1 more`. */
function liveResponse({ commands }: MachineAction): string {
  const [first, ...others] = commands;
  if (first === undefined) return 'Live response';
  return `Live response: ${commandTarget(first)}${others.length === 0 ? '' : ` and ${number(others.length)} more`}`;
}
