/** One request and its answer, as every part of the emulator sees them. */

import type { IncomingHttpHeaders } from 'node:http';
import type { Json } from '../json.ts';

export interface Request {
  readonly method: string;
  /** Path and query exactly as they stood on the wire. */
  readonly target: string;
  /** The part before `?`, still percent-encoded. */
  readonly path: string;
  /** The part after `?`, still percent-encoded. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Aborted when the client hangs up. */
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** What befalls the connection in place of a complete answer. */
  readonly mishap?: 'reset' | 'cut' | undefined;
  /** How fast the body goes out; `undefined`: at once. */
  readonly bytesPerSecond?: number | undefined;
}

export function jsonAnswer(status: number, value: Json, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

export const noContent: Answer = { status: 204, headers: {}, body: '' };
