/** What one message or press is to the bot: its activity, posted as Teams does. */

import { Agent } from 'undici';
import { botApp } from '../../emulator/identity.ts';
import type { SoakPerson, SoakPlace } from './places.ts';
import type { SoakTeams } from './teams.ts';

/** What is said; gives the status that it was answered with. */
export type Post = (said: Said) => Promise<number>;

export interface Said {
  readonly id: string;
  readonly place: SoakPlace;
  readonly by: SoakPerson;
  /** Typed. */
  readonly text?: string;
  /** The data of a button, and the message that it sits on. */
  readonly press?: { readonly data: unknown; readonly on: string; readonly asInvoke: boolean };
  /** Something else than a question: what was typed is edited. */
  readonly type?: 'messageUpdate';
}

export function activityOf({ id, place, by, text, press, type }: Said, serviceUrl: string): object {
  const about = {
    id,
    channelId: 'msteams',
    serviceUrl,
    from: { id: by.id, name: by.name, aadObjectId: by.objectId },
    recipient: { id: `28:${botApp.clientId}`, name: 'Triage' },
    ...place.fields,
  };
  if (press?.asInvoke === true) {
    const action = { type: 'Action.Execute', data: press.data };
    return { ...about, type: 'invoke', name: 'adaptiveCard/action', value: { action }, replyToId: press.on };
  }
  if (press !== undefined) return { ...about, type: 'message', value: press.data, replyToId: press.on };
  if (place.kind === 'personal') return { ...about, type: type ?? 'message', text };
  const mention = { type: 'mention', text: '<at>Triage</at>', mentioned: about.recipient };
  return { ...about, type: type ?? 'message', text: `<at>Triage</at> ${text ?? ''}`, entities: [mention] };
}

export interface Poster {
  readonly say: Post;
  close(): Promise<void>;
}

export function createPost(messagesUrl: string, teams: SoakTeams): Poster {
  const { origin, pathname: path } = new URL(messagesUrl);
  const agent = new Agent();
  return {
    async say(said) {
      const { statusCode, body } = await agent.request({
        method: 'POST',
        origin,
        path,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await teams.token()}` },
        body: JSON.stringify(activityOf(said, teams.serviceUrl)),
      });
      await body.dump();
      return statusCode;
    },
    close: () => agent.close(),
  };
}
