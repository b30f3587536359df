import type { Person } from './incoming.ts';

/** Teams' id is one for each person and bot; Entra's outlives a reinstallation. */
export function isSamePerson(
  known: { readonly personId: string; readonly objectId: string | undefined },
  { id, objectId }: Person,
): boolean {
  return known.personId === id || (objectId !== undefined && objectId !== '' && known.objectId === objectId);
}
