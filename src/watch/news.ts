/** What a look at an action means for somebody who waits for it. */

import { actionDigest } from '../bot/watching.ts';
import { isFinal } from '../cards/action-words.ts';
import type { ById, MachineAction } from '../defender/model.ts';
import type { Watch } from '../state/watch.ts';

/**
 * `same`: nothing to tell. `unknown`: it could not be looked at. `moved`: its card is edited. The rest is the end of the
 * watch: `stopped` by its person, `ended` by the action, `expired` by its time, `vanished` where Defender knows the action no more.
 */
export type News =
  | { readonly kind: 'same'; readonly action: MachineAction }
  | { readonly kind: 'moved'; readonly action: MachineAction }
  | { readonly kind: 'ended'; readonly action: MachineAction }
  | { readonly kind: 'expired'; readonly action: MachineAction | undefined }
  | { readonly kind: 'unknown' | 'stopped' | 'vanished' };

/** So long after its beginning an action may not show yet. Source: learn.microsoft.com/defender-endpoint/api/get-machineaction-object, and seen: up to two minutes */
const showsWithinMs = 2 * 60_000;

/** @param answer - `undefined`: nobody asked. */
export function newsOf(watch: Watch, answer: ById<MachineAction> | undefined, now: number): News {
  if (watch.isStopped) return { kind: 'stopped' };
  const action = answer?.ok === true ? answer.value : undefined;
  if (action !== undefined && isFinal(action)) return { kind: 'ended', action };
  const isUnknown = answer?.ok === false && answer.error.kind === 'notFound';
  if (isUnknown && now - watch.startedAt > showsWithinMs) return { kind: 'vanished' };
  if (now >= watch.endsAt) return { kind: 'expired', action };
  if (action === undefined) return { kind: 'unknown' };
  return { kind: actionDigest(action) === watch.shown ? 'same' : 'moved', action };
}
