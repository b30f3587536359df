/** Conversations that take nothing any more: nothing is sent there until somebody is heard from there again. */

import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import { ConnectorError } from './connector-error.ts';
import type { Answer, Method } from './connector-exchange.ts';
import { threadOf } from './thread.ts';

export interface Closed {
  /** Throws what Teams said of the conversation, where it takes nothing. */
  check(method: Method, conversationId: string): void;
  learn(conversationId: string, answer: Answer): void;
  open(conversationId: string): void;
  readonly size: number;
}

export interface ClosedOptions {
  readonly clock: Clock;
  /** Told what takes nothing any more: a chat or channel with all its threads, or one thread. */
  readonly onGone: (conversationId: string) => void;
}

/** Ours. Teams says it again to whoever tries after that. */
const limits = { max: 10_000, ttlMs: 24 * 60 * 60_000 } as const;

/**
 * "Not retried" and more: post nothing until the app is installed again, or somebody writes.
 * Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
 */
const closing: Readonly<Record<number, readonly string[]>> = {
  403: ['BotNotInConversationRoster', 'BotDisabledByAdmin', 'ConversationBlockedByUser'],
  404: ['ConversationNotFound'],
};

function isClosing(status: number, code: string): boolean {
  return closing[status]?.includes(code) === true;
}

/** Teams said, now or before, that the conversation takes nothing any more. */
export function isClosed(error: unknown): boolean {
  return error instanceof ConnectorError && isClosing(error.status ?? 0, error.code ?? '');
}

export function createClosed({ clock, onGone }: ClosedOptions): Closed {
  const said = new LRUCache<string, Pick<Answer, 'status' | 'code'>>({
    max: limits.max,
    ttl: limits.ttlMs,
    ttlResolution: 0,
    perf: { now: () => clock.now() },
  });

  return {
    check(method, conversationId) {
      const answer = said.get(conversationId) ?? said.get(threadOf(conversationId));
      if (answer !== undefined) throw new ConnectorError(method, answer);
    },
    learn(conversationId, { status, code = '' }) {
      if (!isClosing(status, code)) return;
      const id = status === 404 ? conversationId : threadOf(conversationId); // one thread may be gone alone
      said.set(id, { status, code });
      onGone(id);
    },
    open(conversationId) {
      said.delete(conversationId);
      said.delete(threadOf(conversationId));
    },
    get size() {
      return said.size;
    },
  };
}
