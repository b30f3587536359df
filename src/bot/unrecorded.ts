/** The answer to a question that the bot could not even write down, because its database is away: it is not done. */

import { randomUUID } from 'node:crypto';
import { failureCard } from '../cards/failure.ts';
import type { Clock } from '../clock.ts';
import { errorFields, type Log } from '../log.ts';
import { AuditError } from './errors.ts';
import { failureView } from './failure.ts';
import type { Message } from './outgoing.ts';

export function unrecorded(error: unknown, { clock, log }: { readonly clock: Clock; readonly log: Log }): Message {
  const turnId = randomUUID().slice(0, 8);
  log.error({ turnId, ...errorFields(error) }, 'a question was refused: it could not be recorded');
  const now = new Date(clock.now());
  return failureCard(failureView(new AuditError(error), { command: undefined, words: [], turnId, now }));
}
