/** A turn is recorded before its answer goes out; what cannot be recorded is not answered. */

import type { Clock } from '../clock.ts';
import { errorFields, type Log } from '../log.ts';
import type { Audit } from '../state/audit.ts';
import { isUnanswered, type Attempt, type Question } from './attempt.ts';
import { auditRecord, type TurnFacts } from './audit-record.ts';
import { AuditError, NotAllowedError, TooManyError } from './errors.ts';

export interface AuditedOptions {
  readonly audit: Pick<Audit, 'append'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Runs it, told to count its requests to Defender, and records it. An AuditError in place of what was not recorded. Never rejects. */
export async function audited(
  run: (count: () => void) => Promise<Attempt>,
  about: Pick<TurnFacts, 'turnId' | 'incoming' | 'question'>,
  { audit, clock, log }: AuditedOptions,
): Promise<Attempt> {
  const startedAt = clock.now();
  let calls = 0;
  const attempted = await run(() => {
    calls += 1;
  });
  if (isUnanswered(attempted)) return attempted; // the refusal that it repeats is recorded; a flood is no reason to grow
  const at = clock.now();
  try {
    await audit.append(auditRecord({ ...about, attempted, at, durationMs: at - startedAt, calls }));
    return attempted;
  } catch (error) {
    log.error({ turnId: about.turnId, ...errorFields(error) }, 'a command was not recorded in the audit trail');
    return saysNothing(about.question, attempted) ? attempted : { error: new AuditError(error) };
  }
}

/** Help and the like show nothing of Defender, and whoever looks for what is wrong needs them; a flood is not answered. */
function saysNothing({ invocation }: Question, attempted: Attempt): boolean {
  const isFlood = 'error' in attempted && attempted.error instanceof TooManyError;
  return isFlood || (invocation?.command.role === 'everybody' && !isRemoval(attempted));
}

/** Of evidence, or its refusal: a command that everybody may run and that says more than help. */
function isRemoval(attempted: Attempt): boolean {
  if ('error' in attempted) return attempted.error instanceof NotAllowedError;
  return 'card' in attempted.reply && attempted.reply.isTombstone === true;
}
