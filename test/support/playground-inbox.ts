/**
 * What the Playground's client is told by its server, held back while the client still waits for the answer to its own post.
 * The client of 0.2.28 loses a message for a thread that it does not know yet, and it learns of a new thread
 * by that answer: a bot that is quicker would seem to say nothing in a channel.
 */

import type { Page } from 'playwright-core';

export interface Inbox {
  /** Delivers what came meanwhile when `work` is done, in order. */
  heldWhile<T>(work: () => Promise<T>): Promise<T>;
}

export async function holdInbox(page: Page): Promise<Inbox> {
  let isHeld = false;
  let waiting: (() => void)[] = [];

  await page.routeWebSocket(/_ws_conversation/, (client) => {
    client.connectToServer().onMessage((message) => {
      const deliver = () => client.send(message);
      if (isHeld) waiting.push(deliver);
      else deliver();
    });
  });

  return {
    async heldWhile(work) {
      isHeld = true;
      try {
        return await work();
      } finally {
        isHeld = false;
        for (const deliver of waiting) deliver();
        waiting = [];
      }
    },
  };
}
