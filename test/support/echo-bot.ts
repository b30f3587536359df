/** A bot of a few lines that answers every message with a card that repeats it: to try the drivers of clients on. */

import { once } from 'node:events';
import { createServer } from 'node:http';

/** What the Playground sends, as far as tests look at it. */
export interface Received {
  readonly type: string;
  readonly id: string;
  readonly text?: string;
  readonly value?: Readonly<Record<string, unknown>>;
  readonly replyToId?: string;
  readonly serviceUrl: string;
  readonly conversation: { readonly id: string };
  readonly entities?: readonly { readonly type: string; readonly mentioned?: { readonly id: string } }[];
}

export interface EchoBot {
  /** Its messaging endpoint. */
  readonly url: string;
  /** The newest message that it got. */
  last(): Received;
  stop(): Promise<void>;
}

export async function startEchoBot(): Promise<EchoBot> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void request.toArray().then(async (chunks) => {
      response.end();
      if (chunks.length === 0) return; // a HEAD: the Playground looks whether the bot is there
      const activity = JSON.parse(chunks.join('')) as Received; // sent by the Playground that the test started
      if (activity.type !== 'message') return;
      received.push(activity);
      await answer(activity);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('A TCP server has a port');

  return {
    url: `http://127.0.0.1:${address.port}/api/messages`,
    last() {
      const newest = received.at(-1);
      if (newest === undefined) throw new Error('The bot got no message');
      return newest;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** `page` edits the card it was pressed on, everything else posts. */
async function answer({ id, text = '', value, replyToId, serviceUrl, conversation }: Received): Promise<void> {
  const activities = `${serviceUrl}/v3/conversations/${encodeURIComponent(conversation.id)}/activities`;
  const words = value === undefined ? text.replace(/^<at>[^<]*<\/at>\s*/, '') : JSON.stringify(value);
  if (value?.['command'] === 'page') return send('PUT', `${activities}/${replyToId ?? ''}`, card(`turned: ${words}`));
  await send('POST', `${activities}/${id}`, words === 'plain' ? { text: 'as plain text' } : card(`said: ${words}`));
}

async function send(method: string, url: string, activity: object): Promise<void> {
  const body = JSON.stringify({ type: 'message', ...activity });
  await fetch(url, { method, headers: { 'content-type': 'application/json' }, body });
}

function card(text: string): object {
  const search = {
    type: 'AdaptiveCard',
    body: [{ type: 'Input.Text', id: 'text', label: 'Find' }],
    actions: [{ type: 'Action.Submit', title: 'Go', data: { command: 'grep', words: [] } }],
  };
  const content = {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [{ type: 'TextBlock', text, wrap: true }, row('first'), row('second')],
    actions: [
      { type: 'Action.Submit', title: 'Next', data: { command: 'page', words: ['2'] } },
      { type: 'Action.ShowCard', title: 'Search', card: search },
      { type: 'Action.Submit', title: 'Raw', mode: 'secondary', data: { command: 'raw', words: [] } },
    ],
  };
  return { summary: text, attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }] };
}

/** Rows share a title, as those of a list do. */
function row(word: string): object {
  return {
    type: 'Container',
    selectAction: { type: 'Action.Submit', title: 'Row', data: { command: 'row', words: [word] } },
    items: [{ type: 'TextBlock', text: `the ${word} row` }],
  };
}
