/** The answer to a question that ended each process which worked on it: it is not run again, and whoever asked is told. */

import { randomUUID } from 'node:crypto';
import { failureCard } from '../cards/failure.ts';
import type { Clock } from '../clock.ts';
import { errorFields, type Log } from '../log.ts';
import type { Activities } from '../state/activities.ts';
import { questionOf } from './attempt.ts';
import { audited, type AuditedOptions } from './audited.ts';
import type { Command } from './command.ts';
import { deliver } from './deliver.ts';
import { GivenUpError } from './errors.ts';
import type { EvidenceCards } from './evidence-cards.ts';
import { failureView } from './failure.ts';
import type { Shown } from './shown.ts';
import type { Turn } from './turn.ts';

export interface GivenUpOptions {
  readonly commands: readonly Command[];
  /** Where the working card is known that is to say so. */
  readonly activities: Pick<Activities, 'workingId'>;
  readonly audit: AuditedOptions['audit'];
  readonly shown: Shown;
  readonly cards: EvidenceCards;
  readonly clock: Clock;
  readonly log: Log;
}

/** Asks nothing of Defender and nobody for a role: it says nothing but that there is no answer. */
export function createGivenUp(options: GivenUpOptions): Turn {
  const { commands, activities, shown, cards, clock, log } = options;
  return async (incoming, out) => {
    const turnId = randomUUID().slice(0, 8);
    const now = clock.now();
    const question = questionOf(incoming, commands);
    const { command, words = [] } = question.invocation ?? {};
    const workingId = await activities.workingId(incoming).catch((error: unknown) => {
      log.error({ turnId, ...errorFields(error) }, 'the working card of a turn is not known to the state');
      return undefined;
    });
    const error = new GivenUpError();
    await audited(() => Promise.resolve({ error }), { turnId, incoming, question }, options);
    const card = failureCard(failureView(error, { command, words, turnId, now: new Date(now) }));
    const delivered = await deliver(card, { incoming, out, shown, cards, workingId, askedAt: now });
    log.warn({ turnId, command: command?.name, outcome: 'failed', delivered, ...errorFields(error) }, 'turn failed');
  };
}
