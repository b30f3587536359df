/** Questions that this process took up lately: what the shared database would say of a repeat, were it there. */

import type { ActivityKey } from '../activities.ts';

export interface Recent {
  has(key: ActivityKey): boolean;
  add(key: ActivityKey): void;
  delete(key: ActivityKey): void;
}

/** Teams repeats within a minute or so. */
const maxKept = 10_000;

export function createRecent(max = maxKept): Recent {
  const names = new Set<string>(); // the oldest first
  const nameOf = ({ conversationId, activityId }: ActivityKey): string => JSON.stringify([conversationId, activityId]);
  return {
    has: (key) => names.has(nameOf(key)),
    add(key) {
      names.add(nameOf(key));
      for (const oldest of names) {
        if (names.size <= max) return;
        names.delete(oldest);
      }
    },
    delete: (key) => void names.delete(nameOf(key)),
  };
}
