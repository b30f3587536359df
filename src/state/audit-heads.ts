/** The head of the audit trail in the log: at the start, every hour and at the end. The log is elsewhere, so a cut tail shows. */

import type { Clock } from '../clock.ts';
import { errorFields, type Log } from '../log.ts';
import { headWords } from './audit-record.ts';
import type { AuditTrail } from './audit.ts';

export interface AuditHeads {
  /** Resolves when the first is logged. */
  start(): Promise<void>;
  /** Resolves when the last is logged. */
  stop(): Promise<void>;
}

const everyMs = 60 * 60_000;

export function createAuditHeads({
  audit,
  clock,
  log,
}: {
  readonly audit: Pick<AuditTrail, 'head'>;
  readonly clock: Clock;
  readonly log: Log;
}): AuditHeads {
  const stopping = new AbortController();
  let going: Promise<void> = Promise.resolve();

  async function tell(): Promise<void> {
    try {
      log.info({ head: headWords(await audit.head()) }, 'head of the audit trail');
    } catch (error) {
      log.error(errorFields(error), 'the head of the audit trail cannot be read');
    }
  }

  async function goOn(): Promise<void> {
    for (;;) {
      try {
        await clock.sleep(everyMs, stopping.signal);
      } catch {
        return; // it stops
      }
      await tell();
    }
  }

  return {
    async start() {
      await tell();
      going = goOn();
    },
    async stop() {
      stopping.abort();
      await going;
      await tell();
    },
  };
}
