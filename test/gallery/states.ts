/** Every card in every state: as the product shows it, in its extremes, in each failure, and with hostile text in it. */

import fc from 'fast-check';
import { failureView } from '../../src/bot/failure.ts';
import { NotAllowedError, TooManyError } from '../../src/bot/errors.ts';
import { files } from '../../src/bot/commands/files.ts';
import { failureCard } from '../../src/cards/failure.ts';
import { workingCard } from '../../src/cards/message.ts';
import type { Card } from '../../src/cards/render.ts';
import { DefenderError } from '../../src/defender/errors.ts';
import { everyCard } from '../cards/every-card.ts';
import { hostileCards } from '../cards/hostile-cards.ts';
import { hostileRecords } from '../cards/hostile-records.ts';
import { hostileProfiles } from '../cards/hostile-profiles.ts';
import { alertId, now } from '../cards/views.ts';
import type { State } from './content.ts';
import { productStates } from './product-states.ts';

/** The same each time. */
export async function everyState(): Promise<readonly State[]> {
  const product = await productStates();
  const real = [...product, ['working', workingCard('files')] as const, ...failures()];
  const made = [...extremes(), ...hostile()];
  return [
    ...real.map(([name, { content }]) => ({ name, content, isOfDefender: true })),
    ...made.map(([name, { content }]) => ({ name, content, isOfDefender: false })),
  ];
}

/** Of each kind that no typed command meets by itself. */
function failures(): readonly (readonly [name: string, card: Card])[] {
  const told = { correlationId: '6f3f4c3e-1d6b-4c7e-9d1a-0c8f6a1b2c3d', detail: 'The server is busy.' };
  const kinds = ['unreachable', 'unauthorized', 'rejected', 'throttled', 'failed', 'malformed'] as const;
  const errors: readonly (readonly [name: string, error: Error])[] = [
    ...kinds.map((kind) => [kind, new DefenderError(kind, kind, { ...told, retryAfterMs: 90_000 })] as const),
    ['flood', new TooManyError('person', { most: 20, retryAfterMs: 30_000, isSaid: false })],
    ['closed', new NotAllowedError('reader', 'closed')],
    ['not-yours', new NotAllowedError('admin', 'notYours')],
    ['ours', new Error('a bug')],
  ];
  return errors.map(([name, error]) => {
    const view = failureView(error, { command: files, words: [alertId], turnId: '1a2b3c4d', now });
    return [`failure-${name}`, failureCard(view)];
  });
}

function extremes(): readonly (readonly [name: string, card: Card])[] {
  return Object.entries(everyCard).flatMap(([template, cards]) =>
    cards().map((card, i) => [`${template}-extreme-${i + 1}`, card] as const),
  );
}

/** Of each card: drawn by lot, and always the same lot. */
const draws = { seed: 2026, numRuns: 3 };

function hostile(): readonly (readonly [name: string, card: Card])[] {
  return [...hostileCards, ...hostileProfiles, ...hostileRecords].flatMap(([what, card]) =>
    fc.sample(card, draws).map((one, i) => [`hostile-${what.replaceAll(/\W+/g, '-')}-${i + 1}`, one] as const),
  );
}
