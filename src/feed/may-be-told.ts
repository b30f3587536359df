/** Whether a room may still be told: somebody who asked for it may ask for it now. */

import type { Access } from '../policy/access.ts';
import type { Subscription } from '../state/subscriptions.ts';

/** `unknown`: Teams did not say who they are. */
export async function mayBeTold(
  subscriptions: readonly Subscription[],
  access: Access,
): Promise<'yes' | 'no' | 'unknown'> {
  let isUnknown = false;
  for (const { personId: id, objectId, serviceUrl, placeKind: kind, roomId, teamId } of subscriptions) {
    const holder = await access.holder({ id, objectId }, { kind, serviceUrl, roomId, teamId });
    if (holder.has('subscriber')) return 'yes';
    isUnknown ||= holder.mode === 'policy' && holder.standing === 'unknown';
  }
  return isUnknown ? 'unknown' : 'no';
}
