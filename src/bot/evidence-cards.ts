/** The cards that show evidence: noted when they are shown, buried when they go. Edits of one card go one after the other. */

import type { Clock } from '../clock.ts';
import { errorFields, type Log } from '../log.ts';
import type { Evidence, KnownEvidence, MessageAddress, RemovedBy, ShownEvidence } from '../state/evidence.ts';
import { createLanes } from './lanes.ts';
import type { Shown } from './shown.ts';

/**
 * What evidence meets on a card that was pressed for it. `stands`: nothing is in its way. `past`: the card's time is
 * up, it is shown as if asked for anew. `crossed`, `removed`: somebody removed it since it was pressed, or before.
 * `unknown`: nobody can tell.
 */
export type Standing = 'stands' | 'past' | 'crossed' | 'removed' | 'unknown';

export interface Burial {
  readonly by: RemovedBy;
  /** Puts the tombstone there. */
  readonly edit: () => Promise<void>;
  readonly isGone: (error: unknown) => boolean;
}

export interface EvidenceCards {
  /** `undefined`: nothing is known of the message. */
  find(at: MessageAddress): Promise<KnownEvidence | undefined>;
  /** Whoever edits a card that was pressed does it in here. */
  inTurn<T>(at: MessageAddress, work: () => Promise<T>): Promise<T>;
  standing(at: MessageAddress, pressed: { readonly subject: string; readonly at: number }): Promise<Standing>;
  /** False: it could not be noted, and so could not be removed later. */
  note(shown: Omit<ShownEvidence, 'shownAt'>): Promise<boolean>;
  /** There is no evidence any more. */
  forget(at: MessageAddress): Promise<void>;
  /** `already`: there was nothing left to bury. `gone`: nor a message. Rejects with what `edit` rejects with: it may stand. */
  bury(at: MessageAddress, burial: Burial): Promise<'buried' | 'already' | 'gone'>;
  /** Evidence stands that cannot be taken back. */
  lost(error?: unknown): void;
}

export interface EvidenceCardsOptions {
  readonly evidence: Evidence;
  readonly shown: Shown;
  /** After which evidence is removed by itself; `undefined`: never. */
  readonly ttlMs: number | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** Of a display name, as much as is kept. */
const maxNameChars = 256;

export function createEvidenceCards({ evidence, shown, ttlMs, clock, log }: EvidenceCardsOptions): EvidenceCards {
  const oneByOne = createLanes(1);
  const inTurn = <T>({ conversationId, messageId }: MessageAddress, work: () => Promise<T>): Promise<T> =>
    oneByOne(JSON.stringify([conversationId, messageId]), work);

  async function isDone(work: Promise<void>, otherwise: string): Promise<boolean> {
    try {
      await work;
      return true;
    } catch (error) {
      log.error(errorFields(error), otherwise);
      return false;
    }
  }

  async function forget(at: MessageAddress): Promise<void> {
    await isDone(evidence.forget(at), 'evidence that is gone is still known to the state');
  }

  return {
    find: (at) => evidence.find(at),
    inTurn,
    async standing(at, pressed) {
      try {
        const known = await evidence.find(at);
        if (known === undefined) return 'stands';
        const isRemoved = known.removed?.by === 'person' && known.subject === pressed.subject;
        if (isRemoved) return pressed.at <= known.removed.at ? 'crossed' : 'removed';
        const isPast = known.removed !== undefined || (ttlMs !== undefined && known.shownAt + ttlMs <= clock.now());
        return isPast ? 'past' : 'stands';
      } catch (error) {
        log.error(errorFields(error), 'the state does not say whether evidence was removed');
        return 'unknown';
      }
    },
    note: ({ personName, ...card }) =>
      isDone(
        evidence.remember({ ...card, personName: personName.slice(0, maxNameChars), shownAt: clock.now() }),
        'evidence that was shown could not be noted: it is taken back',
      ),
    forget,
    bury: (at, { by, edit, isGone }) =>
      inTurn(at, async () => {
        const known = await evidence.find(at);
        if (known?.removed !== undefined || (known === undefined && by === 'time')) return 'already';
        shown.forgetCard(at.conversationId, at.messageId); // whatever becomes of the edit: nothing is edited over a tombstone
        try {
          await edit();
        } catch (error) {
          if (isGone(error)) {
            await forget(at);
            return 'gone';
          }
          log.warn({ by, ...errorFields(error) }, 'evidence was not removed');
          throw error;
        }
        await isDone(evidence.setRemoved(at, by, clock.now()), 'evidence that was removed still stands in the state');
        return 'buried';
      }),
    lost: (error) => log.error(errorFields(error), 'evidence stands that the bot cannot take back: remove it by hand'),
  };
}
