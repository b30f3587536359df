/** Every action has a name of its own; there are no more than Teams shows, and no more in sight than an eye takes in. */

import { partsOf } from '../../support/card-read.ts';
import { limits } from '../../support/card-shape.ts';
import type { SeenCard } from '../measure.ts';

export function namedActions({ controls }: SeenCard, card: object): readonly string[] {
  const actions = [...partsOf(card)].filter(({ type }) => typeof type === 'string' && type.startsWith('Action.'));
  const own: readonly unknown[] = 'actions' in card && Array.isArray(card.actions) ? card.actions : [];
  const inSight = own.filter((action) => !JSON.stringify(action).toLowerCase().includes('"mode":"secondary"'));
  return [
    ...actions
      .filter(({ title }) => typeof title !== 'string' || title.trim() === '')
      .map((action) => `has an action without a name: ${JSON.stringify(action).slice(0, 80)}`),
    ...(controls.some(({ name }) => name === '') ? ['shows a control without a name'] : []),
    ...[...Map.groupBy(controls, ({ name }) => name)]
      .filter(([, of]) => of.length > 1)
      .map(([name, of]) => `has ${of.length} controls that are called ${name}`),
    ...(own.length > limits.actions ? [`has ${own.length} actions`] : []),
    ...(inSight.length > limits.primaryActions ? [`has ${inSight.length} actions in sight`] : []),
  ];
}
