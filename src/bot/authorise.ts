/** Who may run which command, and where: asked before its words are looked at, for what is typed and what is pressed alike. */

import type { Access } from '../policy/access.ts';
import type { Role } from '../policy/policy.ts';
import type { Command } from './command.ts';
import { NotAllowedError } from './errors.ts';
import type { Incoming } from './incoming.ts';

/** `undefined`: none. A command that says nothing of it needs one. */
export function roleFor({ role }: Pick<Command, 'role'>): Role | undefined {
  return role === 'everybody' ? undefined : (role ?? 'reader');
}

/** Throws NotAllowedError. */
export async function authorise(
  command: Pick<Command, 'role' | 'onlyIn'>,
  { person, place }: Pick<Incoming, 'person' | 'place'>,
  access: Access,
): Promise<void> {
  const role = roleFor(command);
  if (role === undefined) return;
  const holder = await access.holder(person, place);
  if (!holder.has(role)) {
    if (holder.mode === 'closed') throw new NotAllowedError(role, 'closed');
    throw new NotAllowedError(role, holder.standing === 'unknown' ? 'unknown' : 'missing');
  }
  if (command.onlyIn !== undefined && command.onlyIn !== place.kind) throw new NotAllowedError(role, 'notHere');
}
