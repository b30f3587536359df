/** The log: one JSON line an event, with what must never be read in it taken out. */

import { pino, type DestinationStream } from 'pino';

/** Fields hold words of ours, checked tokens and errors; never what a person typed, a token or a link. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const censor = '[taken out]';

/**
 * What may slip into a message of a library: bearer headers, JSON web tokens, signed links, secrets in form bodies.
 * Nothing of ours writes them; this is the second line.
 */
const unspeakable = [
  /\bBearer\s+[\w.~+/=-]+/gi,
  /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
  /https?:\/\/[^\s"'<>]*[?&](?:sig|token|access_token|code)=[^\s"'<>]*/gi,
  /\b(?:client_secret|client_assertion|access_token|password|sig)=[^&\s"']+/gi,
];

export function redacted(text: string): string {
  return unspeakable.reduce((rest, pattern) => rest.replace(pattern, censor), text);
}

export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: ['*.authorization', '*.Authorization', '*.secret', '*.token', '*.link'], censor },
    hooks: { streamWrite: redacted },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** An error as log fields: its kind and code where it has them, its stack where it is a bug of ours. */
export function errorFields(error: unknown): object {
  if (typeof error !== 'object' || error === null) return { error: typeof error };
  const { name, message, kind, code, status, correlationId, cause, stack } = error as Partial<Record<string, unknown>>; // every object may have such fields
  const known = { error: name, message, kind, code, status, correlationId };
  return kind === undefined
    ? { ...known, stack }
    : { ...known, cause: cause === undefined ? undefined : errorFields(cause) };
}
