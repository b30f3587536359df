import type { NewWatch } from '../../src/state/watch.ts';

/** Of Ana, in a thread of a channel; due at once. */
export function newWatch(parts: Partial<NewWatch> = {}): NewWatch {
  return {
    ...{ actionId: '988cc94e-7a8f-4b28-ab65-54970c5d5018', personId: '29:ana', conversationId: '19:room;messageid=1' },
    ...{ actionType: 'LiveResponse', deviceName: 'LAPTOP-042', objectId: undefined, personName: 'Ana' },
    ...{ serviceUrl: 'https://smba.example/teams/', placeKind: 'channel', roomId: '19:room', teamId: undefined },
    ...{ messageId: 'm1', startedAt: 0, endsAt: 100_000, dueAt: 0, shown: 'first' },
    ...parts,
  };
}
