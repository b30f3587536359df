/** A live response action with all its commands, and a way to the result of each that has one. */

import type { LiveResponseCommand, MachineAction } from '../defender/model.ts';
import { reported } from './action-facts.ts';
import { actionFacts, actionHints } from './action-hints.ts';
import { actionState, commandState, commandTarget, hasResult, isFinal } from './action-words.ts';
import { actions, button, refresh, type Button } from './buttons.ts';
import template from './action.json' with { type: 'json' };
import { colorOfAction } from './finding-color.ts';
import { footer, type Reader } from './footer.ts';
import { isActionId, isFileHash } from './known-ids.ts';
import { deviceButton } from './machine-words.ts';
import { pageOf } from './pages.ts';
import type { Portal } from './portal.ts';
import { render, type Card, type Model } from './render.ts';
import { rowTitle } from './row-title.ts';
import { commandLineText, nameText, shortName } from './text.ts';
import { joined } from './units.ts';
import { watchAction, watchFacts, watchHints, type Watched } from './watched.ts';

/** JSON of the commands at the most, in UTF-16 units: about half of what Teams takes. The rest is counted. */
const maxCommandsUnits = 22_000;
/** JSON around a row's own texts, a little more than measured. */
const rowUnits = 800;
/** More commands than this in one action were never seen. */
const maxCommands = 20;

export interface ActionView {
  readonly action: MachineAction;
  /** The command that was asked for and has no result to show. */
  readonly without: LiveResponseCommand | undefined;
  /** Where the card is that of a watch. */
  readonly watched?: Watched | undefined;
  readonly reader: Reader;
  readonly portal: Portal;
}

export function actionCard(view: ActionView): Card {
  const { action, reader, portal } = view;
  const rows = pageOf(action.commands.map((command) => commandRow(command, view)).values(), 1, {
    maxRows: maxCommands,
    maxUnits: maxCommandsUnits,
    unitsOf: (row) => JSON.stringify(row).length + rowUnits,
  }).rows;
  return render(
    template,
    {
      finding: finding(view, nameText),
      color: colorOfAction(action, view.without),
      facts: [...actionFacts(action, reader.now), ...watchFacts(view)].map((text) => ({ text })),
      commands: rows,
      hints: [...actionHints(action, rows.length), ...watchHints(view.watched)].map((text) => ({ text })),
      footer: joined([`action ${nameText(action.id)}`, footer(reader)]),
      ...actions({
        primary: [
          ...action.commands
            .filter((command) => canShow(command, view))
            .slice(0, 2)
            .map((command) => resultButton(command, action)),
          isFinal(action) ? undefined : watchButton(view),
        ],
        secondary: [deviceButton('Device', action.machineId), fileButton(action), again(view)],
        links: [portal.device(action.machineId)],
      }),
    },
    finding(view, shortName),
  );
}

function fileButton({ relatedFile }: MachineAction): Button | undefined {
  const hash = relatedFile?.identifier;
  return isFileHash(hash) ? button('File', 'file', hash.toLowerCase()) : undefined;
}

/** What was asked for and has no result is not offered again. */
function canShow(command: LiveResponseCommand, { action, without }: ActionView): boolean {
  return hasResult(command) && isActionId(action.id) && command.index !== without?.index;
}

/** A card that is edited by itself needs none. */
function again({ action, without, watched }: ActionView): Button | undefined {
  if (!isActionId(action.id) || watched?.isOver === false) return undefined;
  return without === undefined ? refresh('action', action.id) : refresh('result', action.id, String(without.index));
}

function watchButton({ action, watched }: ActionView): Button | undefined {
  if (!isActionId(action.id)) return undefined;
  return watched?.isOver === false ? button('Stop watching', 'unwatch', action.id) : watchAction(action.id);
}

/** @param text - treats the foreign parts for where the line goes. */
function finding({ action, without, reader }: ActionView, text: (name: string) => string): string {
  const device = action.deviceName === undefined ? '' : ` on ${text(action.deviceName)}`;
  const state = actionState(action, reader.now, text);
  if (without === undefined)
    return `${action.type === 'LiveResponse' ? 'Live response' : text(action.type)}${device}: ${state}`;
  const own = commandState(without, action, text);
  const what = `${commandTarget(without, text)}${device}`;
  if (without.type === 'PutFile') return `${what}: ${own}; PutFile has no result`;
  return `${what}: ${isFinal(action) ? own : state}`;
}

function commandRow(command: LiveResponseCommand, view: ActionView): Model {
  const { action } = view;
  const args = command.params['Args'];
  const shown = canShow(command, view);
  return {
    title: `${command.index}  ${nameText(command.type)} ${commandTarget(command)}`,
    state: joined([commandState(command, action), command.type === 'PutFile' ? 'has no result' : undefined]),
    details: [args === undefined || args === '' ? '' : `args ${commandLineText(args)}`, ...reported(command)]
      .filter((text) => text !== '')
      .map((text) => ({ text })),
    hasResult: shown,
    actionTitle: rowTitle(`Result ${command.index}`, commandTarget(command)),
    data: shown ? resultButton(command, action).data : '',
  };
}

function resultButton({ index }: LiveResponseCommand, action: MachineAction): Button {
  return button(`Result ${index}`, 'result', action.id, String(index));
}
