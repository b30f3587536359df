/** A conversation in which evidence is shown to readers, and one of them is an admin. */

import { actions } from '../../emulator/data/ids.ts';
import type { Place } from '../../src/policy/access.ts';
import type { Grant } from '../../src/policy/policy.ts';
import type { Evidence } from '../../src/state/evidence.ts';
import { accessOf, channelPlace, personalPlace } from '../support/access.ts';
import { lines, startConversation, type Conversation, type Sent } from '../support/conversation.ts';
import { rememberedEvidence } from '../support/evidence.ts';

export interface EvidenceStage {
  readonly chat: Conversation;
  /** What survives a restart; to be made to fail at will. */
  readonly evidence: Evidence;
  /** In force; to be replaced at will. */
  grants: readonly Grant[];
  /** Everything that stands, as its JSON. */
  standing(): string;
  /** The message as it stands now. */
  now(one: Sent): string;
}

export const asked = `result ${actions.minidump} 0`;
/** Printed by the script, and by nothing else. */
export const marker = 'OfficeClickToRun.dmp.zip';

export const groupPlace: Place = { ...personalPlace, kind: 'group', roomId: '19:group@thread.v2' };
/** Where evidence is not shown. */
export const otherPlace: Place = { ...groupPlace, kind: 'other' };

const objectIds: Readonly<Record<string, string>> = {
  '29:alex': '22222222-aaaa-bbbb-cccc-0123456789ab',
  '29:boss': '99999999-aaaa-bbbb-cccc-0123456789ab',
};
const somebody = '33333333-aaaa-bbbb-cccc-0123456789ab';

/** Alex asks, where nobody else is said to; boss is an admin. */
export async function startEvidenceStage(): Promise<EvidenceStage> {
  const evidence = rememberedEvidence();
  const evidenceIn = ['personal', 'group', `channel:${channelPlace.roomId}`];
  const access = accessOf(() => ({ mode: 'policy', policy: { grants: stage.grants, evidenceIn, guests: 'allow' } }), {
    member: (_, id) => Promise.resolve({ standing: 'member', objectId: objectIds[id] ?? somebody }),
  });
  const chat = await startConversation({ access, evidence });
  const all = (): readonly Sent[] => [...chat.sent, ...chat.personally];
  const stage: EvidenceStage = {
    chat,
    evidence,
    grants: [
      { role: 'reader', to: 'tenant' },
      { role: 'admin', to: `user:${objectIds['29:boss'] ?? ''}` },
    ],
    standing: () => JSON.stringify(all().map(({ message }) => message)),
    now({ id }) {
      const one = all().find((sent) => sent.id === id);
      return one === undefined ? 'nothing' : lines(one);
    },
  };
  return stage;
}
