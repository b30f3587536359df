/** The latest machine actions, of all devices or of one. */

import type { Listed, MachineAction } from '../defender/model.ts';
import { actions, button, refresh } from './buttons.ts';
import { footer, type Reader } from './footer.ts';
import { deviceButton } from './machine-words.ts';
import { profileCard, section } from './profile.ts';
import { actionRow, actionsWords } from './related-actions.ts';
import type { Card } from './render.ts';
import { nameText, shortName } from './text.ts';

/** As many as one may ask for. */
const mostActions = 20;
/** In UTF-16 units of JSON: about half of what Teams takes. */
const maxRowsUnits = 22_000;

export interface ActionListView {
  /** The newest first. */
  readonly listed: Listed<MachineAction>;
  /** Of one device; `undefined`: of all. */
  readonly machineId: string | undefined;
  readonly deviceName: string | undefined;
  /** As many were asked for. */
  readonly count: number;
  readonly reader: Reader;
}

export function actionListCard(view: ActionListView): Card {
  const { listed, machineId, count, reader } = view;
  const { items, total, isComplete } = listed;
  const rows = items.map((action) => actionRow(action, { now: reader.now, withDevice: machineId === undefined }));
  const asked = (most: number): readonly string[] => [...(machineId === undefined ? [] : [machineId]), String(most)];
  return profileCard({
    finding: finding(view, nameText),
    summary: finding(view, shortName),
    warnings: [],
    facts: items.length === 0 ? [nothingWords] : [],
    ids: [],
    sections:
      rows.length === 0
        ? []
        : [
            section('newest first', rows, {
              total: isComplete ? rows.length : total,
              maxRows: mostActions,
              maxUnits: maxRowsUnits,
            }),
          ],
    notes: [],
    footer: footer(reader),
    actions: actions({
      primary: [
        !isComplete && count < mostActions ? button('More', 'actions', ...asked(mostActions)) : undefined,
        deviceButton('Device', machineId),
      ],
      secondary: [refresh('actions', ...asked(count))],
    }),
  });
}

const nothingWords = 'Live response that was started in the portal is not in this API.';

/** @param text - treats the foreign parts for where the line goes. */
function finding({ listed: { items }, machineId, deviceName }: ActionListView, text: (name: string) => string): string {
  const name = deviceName ?? items[0]?.deviceName;
  const where = machineId === undefined ? '' : ` on ${name === undefined ? 'this device' : text(name)}`;
  return items.length === 0 ? `No actions known${where}` : `Latest${where}: ${actionsWords(items)}`;
}
