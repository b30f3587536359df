/** The watches of an asker, as their commands reach them: bound to who asks and where. */

import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { MachineAction } from '../defender/model.ts';
import type { Watch } from '../state/watch.ts';
import type { Watches } from '../state/watches.ts';
import { WatchLimitError } from './errors.ts';
import type { Incoming } from './incoming.ts';

export interface Watching {
  /** The asker's watch of the action, in this thread. */
  find(actionId: string): Promise<Watch | undefined>;
  /** The asker's, the oldest first: those of this chat or channel, and in a personal chat all. */
  list(): Promise<readonly (Watch & { readonly isHere: boolean })[]>;
  /** Of everybody, in this chat or thread, the oldest first; so many at the most. */
  here(most: number): Promise<readonly Watch[]>;
  /** Throws WatchLimitError where there is no room for one more. */
  checkRoom(): Promise<void>;
  /** From now on, as the card shows it. Throws WatchLimitError. */
  begin(action: MachineAction, messageId: string | undefined): Promise<void>;
  /** The card says so then. */
  stop(actionId: string): Promise<void>;
  /** When a watch that begins now ends at the latest. */
  until(): Date;
}

export type WatchingFor = (incoming: Pick<Incoming, 'person' | 'place' | 'conversationId'>) => Watching;

export interface WatchingOptions {
  readonly watches: Pick<Watches, 'begin' | 'find' | 'ofPerson' | 'inConversation' | 'inRoom' | 'stop'>;
  /** After which a watch ends, whatever becomes of the action. */
  readonly hours: number;
  readonly most: { readonly perPerson: number; readonly perRoom: number };
  readonly clock: Clock;
}

const hourMs = 60 * 60_000;

/** Of a display name and what Defender calls the action and its device, as much as is kept. */
const maxNameChars = 256;

export function createWatching({ watches, hours, most, clock }: WatchingOptions): WatchingFor {
  return ({ person, place, conversationId }) => {
    const keyOf = (actionId: string) => ({ actionId, personId: person.id, conversationId });
    const until = (): number => clock.now() + hours * hourMs;
    return {
      find: (actionId) => watches.find(keyOf(actionId)),
      async list() {
        const all = await watches.ofPerson(person.id);
        const shown = place.kind === 'personal' ? all : all.filter(({ roomId }) => roomId === place.roomId);
        return shown.map((watch) => ({ ...watch, isHere: watch.conversationId === conversationId }));
      },
      here: (most) => watches.inConversation(conversationId, most),
      async checkRoom() {
        if ((await watches.ofPerson(person.id)).length >= most.perPerson)
          throw new WatchLimitError('person', most.perPerson);
        if ((await watches.inRoom(place.roomId)) >= most.perRoom)
          throw new WatchLimitError('conversation', most.perRoom);
      },
      async begin(action, messageId) {
        const begun = await watches.begin(
          {
            ...keyOf(action.id),
            actionType: action.type.slice(0, maxNameChars),
            deviceName: action.deviceName?.slice(0, maxNameChars),
            objectId: person.objectId,
            personName: person.name.slice(0, maxNameChars),
            serviceUrl: place.serviceUrl,
            placeKind: place.kind,
            roomId: place.roomId,
            teamId: place.teamId,
            messageId,
            startedAt: clock.now(),
            endsAt: until(),
            dueAt: clock.now(),
            shown: actionDigest(action),
          },
          most,
        );
        if (begun === 'tooManyOfPerson') throw new WatchLimitError('person', most.perPerson);
        if (begun === 'tooManyInRoom') throw new WatchLimitError('conversation', most.perRoom);
      },
      async stop(actionId) {
        await watches.stop(keyOf(actionId), clock.now());
      },
      until: () => new Date(until()),
    };
  };
}

/** Another one for everything of the action that its card may show. */
export function actionDigest(action: MachineAction): string {
  return createHash('sha256').update(JSON.stringify(action)).digest('base64url');
}
