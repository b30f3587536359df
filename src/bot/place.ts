/** Where an activity was, as a policy looks at it. */

import type { Place } from '../policy/access.ts';
import type { PlaceKind } from '../policy/evidence.ts';

/** Of an activity that `readActivity` of the edge let in. */
interface Located {
  readonly serviceUrl: string;
  readonly conversation: { readonly id: string; readonly conversationType?: string | undefined };
  /** Any JSON. */
  readonly channelData?: unknown;
}

/** Source: learn.microsoft.com/microsoftteams/platform/resources/bot-v3/bot-conversations/bots-conversations */
const kinds = new Map<string | undefined, PlaceKind>([
  ['personal', 'personal'],
  ['groupChat', 'group'],
  ['channel', 'channel'],
]);

export function placeOf({ serviceUrl, conversation, channelData }: Located): Place {
  const { team } = (channelData ?? {}) as { readonly team?: { readonly id?: unknown } | null }; // the edge has seen to the rest
  const teamId = team?.id;
  return {
    kind: kinds.get(conversation.conversationType) ?? 'other',
    serviceUrl,
    roomId: conversation.id.replace(/;messageid=.*$/s, ''),
    teamId: typeof teamId === 'string' && teamId !== '' ? teamId : undefined,
  };
}
