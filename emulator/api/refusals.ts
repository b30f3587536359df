/**
 * The error envelope of the Defender API.
 * Source: learn.microsoft.com/defender-endpoint/api/common-errors
 */

import { randomBytes, randomUUID } from 'node:crypto';
import { jsonAnswer, type Answer } from '../http/exchange.ts';

export interface RefusalOptions {
  /** `error.target`; `undefined`: a correlation id of this answer's own. */
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Why a call is refused. Its message goes to the caller. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly options: RefusalOptions;

  constructor(status: number, code: string, message: string, options: RefusalOptions = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.options = options;
  }
}

export const badRequest = (message: string, code = 'BadRequest'): Refusal => new Refusal(400, code, message);
export const unauthorized = (message: string): Refusal => new Refusal(401, 'Unauthorized', message);
export const forbidden = (message: string): Refusal => new Refusal(403, 'Forbidden', message);
export const resourceNotFound = (what: string): Refusal =>
  new Refusal(404, 'ResourceNotFound', `${what} was not found`);

/** What somebody asked for, short enough to repeat in a message. */
export function quoted(text: string): string {
  return text.slice(0, 100);
}

/** @param path - of the call: machine actions carry the longer form of a correlation id, as real ones do. */
export function refusalAnswer({ status, code, message, options }: Refusal, path: string): Answer {
  const target = options.target ?? (/\/machineactions/i.test(path) ? traceId() : randomUUID());
  return jsonAnswer(status, { error: { code, message, target } }, options.headers);
}

function traceId(): string {
  const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
  return `|00-${hex(16)}-${hex(8)}-01.${hex(4)}_1.1.`;
}
