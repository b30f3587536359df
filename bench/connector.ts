/** Teams' side: posts messages to a bot, and hands over what the bot answers. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
  readonly ms: number;
  /** JSON of the activity, in UTF-16 units. */
  readonly units: number;
}

export interface Teams {
  /** One turn: from the post of the message to the arrival of the answer. */
  /** @param press - what a button sends. */
  ask(messagesUrl: string, press: object): Promise<Answer>;
  close(): void;
}

export async function startTeams(): Promise<Teams> {
  const waiting = new Map<string, (units: number) => void>();
  const server = createServer((request, response) => {
    void request.toArray().then((chunks: readonly unknown[]) => {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end('{"id":"m1"}');
      const activity = JSON.parse(chunks.join('')) as { readonly type: string; readonly replyToId?: string }; // posted by a bot of ours
      if (activity.type === 'message') waiting.get(activity.replyToId ?? '')?.(JSON.stringify(activity).length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  let asked = 0;

  return {
    async ask(messagesUrl, press) {
      const id = `t${++asked}`;
      const answered = new Promise<number>((resolve) => waiting.set(id, resolve));
      const start = performance.now();
      const response = await fetch(messagesUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message(id, { ...press, rev: asked }, serviceUrl)),
      });
      await response.arrayBuffer();
      const units = await answered;
      waiting.delete(id);
      return { ms: performance.now() - start, units };
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Each press is another one: the same within two seconds would be one. */
function message(id: string, value: object, serviceUrl: string): object {
  return {
    type: 'message',
    id,
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:ana', name: 'Ana' },
    recipient: { id: '28:bot', name: 'Triage' },
    conversation: { id: `a:chat`, conversationType: 'personal' },
    value,
  };
}
