/** Whether whoever waits may still ask for it, where it is told. */

import { authorise } from '../bot/authorise.ts';
import { watch as watchCommand } from '../bot/commands/watch.ts';
import { NotAllowedError } from '../bot/errors.ts';
import type { Access } from '../policy/access.ts';
import type { Watch } from '../state/watch.ts';

/** `unknown`: Teams did not say who it is. */
export async function mayBeTold(watch: Watch, access: Access): Promise<'yes' | 'no' | 'unknown'> {
  const { personId: id, objectId, personName: name, serviceUrl, placeKind: kind, roomId, teamId } = watch;
  try {
    await authorise(
      watchCommand,
      { person: { id, objectId, name }, place: { kind, serviceUrl, roomId, teamId } },
      access,
    );
    return 'yes';
  } catch (error) {
    if (error instanceof NotAllowedError) return error.reason === 'unknown' ? 'unknown' : 'no';
    throw error;
  }
}
