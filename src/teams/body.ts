/**
 * Reads the JSON body of a request, bounded in size, time and depth.
 *
 * The server framework's body plug-ins are not used: they unpack, count and store what nobody has
 * authenticated yet, and a few garbage bytes of gzip end the process.
 */

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { DeadlineError, withDeadline, type Clock } from '../clock.ts';
import { isRecord, type JsonObject } from '../json.ts';
import { isWithinDepth } from './json-depth.ts';
import { Refusal } from './refusal.ts';

/** Ours: Teams' own messages are of a few KB. */
const bodyLimits = { maxBytes: 256 * 1024, maxDepth: 64, timeoutMs: 10_000 } as const;

/**
 * Throws Refusal. The rest of a body that is refused is left unread: close the connection after answering.
 * @param ask - is called when nothing speaks against the body any more.
 */
export async function readBody(
  request: IncomingMessage,
  clock: Clock,
  ask: () => void = () => undefined,
): Promise<JsonObject> {
  checkHeaders(request.headers);
  ask();
  try {
    const bytes = await withDeadline(clock, bodyLimits.timeoutMs, undefined, (signal) => collect(request, signal));
    return parse(decode(bytes));
  } catch (error) {
    if (error instanceof DeadlineError) throw new Refusal(408, 'body-too-slow', { cause: error });
    throw error;
  }
}

function checkHeaders(headers: IncomingHttpHeaders): void {
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(headers['content-type'] ?? '')) {
    throw new Refusal(415, 'media-type');
  }
  if (!/^(identity)?$/i.test(headers['content-encoding'] ?? '')) throw new Refusal(415, 'content-encoding');
  if (Number(headers['content-length'] ?? 0) > bodyLimits.maxBytes) throw new Refusal(413, 'body-too-large');
}

function collect(request: IncomingMessage, signal: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (finish: () => void): void => {
      request.off('data', onData).off('end', onEnd).off('close', onLost);
      signal.removeEventListener('abort', onAbort);
      request.pause();
      finish();
    };
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > bodyLimits.maxBytes) settle(() => reject(new Refusal(413, 'body-too-large')));
      else chunks.push(chunk);
    };
    const onEnd = (): void => settle(() => resolve(Buffer.concat(chunks)));
    const onLost = (): void => settle(() => reject(new Refusal(400, 'body-cut-off')));
    const onAbort = (): void => settle(() => reject(signal.reason as Error)); // a DeadlineError: nothing else aborts it
    // The error of a lost connection comes just before its 'close', also when nobody reads any more.
    request.on('error', () => undefined);
    request.on('data', onData).on('end', onEnd).on('close', onLost);
    signal.addEventListener('abort', onAbort, { once: true });
    if (request.destroyed) onLost();
  });
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Refusal(400, 'body-not-utf8', { cause });
  }
}

function parse(text: string): JsonObject {
  if (!isWithinDepth(text, bodyLimits.maxDepth)) throw new Refusal(400, 'body-too-deep');
  const value = parseJson(text);
  if (!isRecord(value)) throw new Refusal(400, 'body-not-json');
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, withoutPrototype);
  } catch {
    throw new Refusal(400, 'body-not-json'); // without its cause: V8's message quotes the text
  }
}

/** `JSON.parse` makes an own property of `__proto__`, which a careless copy would turn into a prototype. */
function withoutPrototype(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}
