/** That somebody is on it, or nobody any more, where Defender does not say what it is. */

import { button } from '../cards/buttons.ts';
import { listCard } from '../cards/list.ts';
import { onItButton, onItLine, onItShort } from '../cards/on-it.ts';
import type { DefenderError } from '../defender/errors.ts';
import type { Holding } from '../state/on-it.ts';
import type { CardReply } from './command.ts';
import { reasonFor } from './failure.ts';
import { onItBy } from './on-it.ts';
import type { Wanted } from './on-it-subject.ts';
import { readerOf, type ReaderContext } from './reader.ts';

/** @param holding - `undefined`: nobody is on it. */
export function unreadReply(
  { name, opens, words }: Wanted,
  holding: Holding | undefined,
  error: DefenderError,
  context: ReaderContext,
): CardReply {
  const at = context.now();
  const by = holding && onItBy(holding);
  return {
    outcome: 'partial',
    errors: [error],
    subject: `on-it ${name}`,
    card: listCard({
      finding: by === undefined ? nobody : onItLine(by, at),
      summary: by === undefined ? nobody : onItShort(by, at),
      facts: [name, `It cannot be shown now. ${reasonFor(error, undefined, at)}`],
      ...{ rows: [], what: '', page: 1 },
      hints: [],
      buttons: [
        button(opens.command === 'alert' ? 'Alert' : 'Incident', opens.command, ...opens.words),
        onItButton(by, ...words),
      ],
      reader: readerOf(context, [error]),
    }),
  };
}

const nobody = 'Nobody is on it any more';
