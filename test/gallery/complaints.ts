/** Everything that can be said against the looks of a card. */

import { colours } from './checks/colours.ts';
import { contrast } from './checks/contrast.ts';
import { finding } from './checks/finding.ts';
import { fits } from './checks/fits.ts';
import { hashes } from './checks/hashes.ts';
import { inert } from './checks/inert.ts';
import { namedActions } from './checks/named-actions.ts';
import { order } from './checks/order.ts';
import type { Gallery } from './gallery.ts';
import { fitted } from './in-page.ts';
import type { Look, SeenCard } from './measure.ts';
import type { State } from './content.ts';
import { unfolded } from './unfolded.ts';

/** One line each: the card, the look, what is wrong. Cards that have something folded are looked at unfolded too. */
export async function complaints(gallery: Gallery, states: readonly State[], look: Look): Promise<readonly string[]> {
  const all = states.flatMap((state) => [state, ...openOf(state)]);
  const seen = await gallery.see(all, look);
  return seen.flatMap((card, i) => {
    const state = all[i];
    if (state === undefined) return [`${card.name}: was not asked for`];
    const found = complaintsAbout(card, state, fitted(state.content, look.width));
    return found.map((one) => `${card.name}, ${look.theme}, ${look.width} px: ${one}`);
  });
}

/** @param drawn - of the card what is shown at that width. */
function complaintsAbout(seen: SeenCard, { isOfDefender }: State, drawn: object): readonly string[] {
  return [
    ...[fits, order, finding, contrast].flatMap((check) => check(seen)),
    ...[hashes, inert, namedActions].flatMap((check) => check(seen, drawn)),
    ...(isOfDefender ? colours(drawn) : []),
  ];
}

function openOf(state: State): readonly State[] {
  const content = unfolded(state.content);
  return content === undefined ? [] : [{ ...state, name: `${state.name}, unfolded`, content }];
}
