/** Where the soak talks: personal chats, group chats, and threads of channels that share their channel's limits. */

import { tenantId } from '../../emulator/identity.ts';

export interface SoakPerson {
  readonly id: string;
  readonly name: string;
  readonly objectId: string;
}

export interface SoakPlace {
  readonly conversationId: string;
  readonly kind: 'personal' | 'groupChat' | 'channel';
  readonly people: readonly SoakPerson[];
  /** Fields of each activity from there. */
  readonly fields: object;
}

const kinds = ['personal', 'channel', 'groupChat', 'channel'] as const;
const threadsOfChannel = 3;
const peopleOfRoom = 4;

/** Nobody is in two of them. */
export function soakPlaces(count: number): readonly SoakPlace[] {
  let threads = 0;
  return Array.from({ length: count }, (_, n) => {
    const kind = kinds[n % kinds.length] ?? 'personal';
    const channel = `19:channel-${Math.floor((kind === 'channel' ? threads++ : 0) / threadsOfChannel)}@thread.tacv2`;
    const conversationId = {
      personal: `a:chat-${n}`,
      groupChat: `19:group-${n}@thread.v2`,
      channel: `${channel};messageid=${1_000 + n}`,
    }[kind];
    const team = kind === 'channel' ? { team: { id: '19:team@thread.tacv2' }, channel: { id: channel } } : {};
    return {
      conversationId,
      kind,
      people: Array.from({ length: kind === 'personal' ? 1 : peopleOfRoom }, (_one, m) => personOf(n, m)),
      fields: {
        conversation: { id: conversationId, conversationType: kind, tenantId },
        channelData: { tenant: { id: tenantId }, ...team },
      },
    };
  });
}

function personOf(place: number, number: number): SoakPerson {
  const digits = String(place * 10 + number).padStart(12, '0');
  return {
    id: `29:person-${digits}`,
    name: `Person ${place}-${number}`,
    objectId: `77777777-aaaa-bbbb-cccc-${digits}`,
  };
}

/** What Teams knows of somebody by the id alone. */
export function memberOf(personId: string): object {
  const digits = personId.replace('29:person-', '');
  return {
    id: personId,
    name: 'Somebody',
    aadObjectId: `77777777-aaaa-bbbb-cccc-${digits}`,
    userRole: 'user',
    tenantId,
  };
}
