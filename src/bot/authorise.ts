/** Who may run which command: asked before its words are looked at, for what is typed and what is pressed alike. */

import type { Access } from '../policy/access.ts';
import type { Role } from '../policy/policy.ts';
import type { Command } from './command.ts';
import { NotAllowedError } from './errors.ts';
import type { Incoming } from './incoming.ts';

/** What says nothing of Defender, and how to get further. Everything else, and what is to come, needs a role. */
const forEverybody: readonly string[] = ['help', 'hello', 'thanks', 'whoami'];

/** `undefined`: none. */
export function roleFor({ name }: Pick<Command, 'name'>): Role | undefined {
  return forEverybody.includes(name) ? undefined : 'reader';
}

/** Throws NotAllowedError. */
export async function authorise(
  command: Pick<Command, 'name'>,
  { person, place }: Pick<Incoming, 'person' | 'place'>,
  access: Access,
): Promise<void> {
  const role = roleFor(command);
  if (role === undefined) return;
  const holder = await access.holder(person, place);
  if (holder.has(role)) return;
  if (holder.mode === 'closed') throw new NotAllowedError(role, 'closed');
  throw new NotAllowedError(role, holder.standing === 'unknown' ? 'unknown' : 'missing');
}
