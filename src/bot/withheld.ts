/** Where evidence may not be shown, its finding takes the place of the answer. */

import { withheldCard } from '../cards/withheld.ts';
import type { Access } from '../policy/access.ts';
import type { EvidenceVerdict } from '../policy/evidence.ts';
import type { Reply } from './command.ts';
import type { Invocation } from './dispatch.ts';
import type { Incoming } from './incoming.ts';

/** Whether the answer goes to the asker's personal chat instead of where it was asked for. */
export function isPersonal({ request, place }: Pick<Incoming, 'request' | 'place'>): boolean {
  return request.kind === 'pressed' && request.press?.isPersonal === true && place.kind !== 'personal';
}

/** The reply as it may be shown where it goes. */
export async function fitted(reply: Reply, invocation: Invocation, incoming: Incoming, access: Access): Promise<Reply> {
  if (!invocation.command.evidence) return reply;
  const { person, place } = incoming;
  const personally = (): Promise<EvidenceVerdict> => access.evidencePersonally(person, place);
  const verdict = await (isPersonal(incoming) ? personally() : access.evidenceHere(person, place));
  if (verdict === 'shown') return reply;
  const canShow = place.kind !== 'personal' && !isPersonal(incoming) && (await personally()) === 'shown';
  return {
    ...('card' in reply ? reply : { outcome: reply.outcome, subject: 'withheld' }),
    evidence: undefined,
    card: withheldCard({
      finding: 'card' in reply ? reply.card.summary : 'There is an answer.',
      why: whys[verdict],
      showMe: canShow ? { command: invocation.command.name, words: invocation.words } : undefined,
    }),
  };
}

const whys: Readonly<Record<Exclude<EvidenceVerdict, 'shown'>, string>> = {
  notHere: 'What devices give is not shown here.',
  guests: 'Guests or people from outside read along, so what devices give is not shown here.',
  unknown: 'I could not find out who reads along, so what devices give is not shown here.',
};
