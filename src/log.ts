/** The log: one JSON line an event, with what must never be read in it taken out. */

import { pino, type DestinationStream } from 'pino';
import { isRecord, recordOf } from './json.ts';

/** Fields hold words of ours, checked tokens and errors; never what a person typed, a token or a link. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** With what is worth reading only when something is looked for. */
export interface DetailedLog extends Log {
  debug(fields: object, message: string): void;
}

const censor = '[taken out]';
const secretFields = ['authorization', 'Authorization', 'secret', 'clientSecret', 'password', 'token', 'link'];

/**
 * What may slip into a message of a library: bearer headers, JSON web tokens, signed links, secrets in form bodies, in
 * JSON, after a colon, and in URLs of databases.
 * Nothing of ours writes them; this is the second line. It works on lines of JSON: a line break stands there as `\n`,
 * and no match may take a backslash without what it escapes, or the line is JSON no more. Within a text of the line a
 * quote stands as `\"`; between bare quotes is a text of the line itself.
 */
const names = '(?:client_?secret|client_?assertion|access_?token|refresh_?token|password|sig)';
const begun = String.raw`(?:(?<![a-z\d])|(?<=\\[nrt]))`;
const plain = String.raw`(?:[^\s"\\]|\\["\\])`;
/** With few spaces: else each of many would look back over all before it. */
const colon = String.raw`\s{0,4}:\s{0,4}`;
/** Of a text in a text: there a quote that is not its end stands as `\\\"`. */
const inner = String.raw`(?:[^"\\]|\\[^"\\]|\\\\(?:\\["\\]|[^"\\]))`;

const unspeakable = [
  /(?:Bearer|Basic)(?:\s|\\[nrt])+[\w.~+/=-]+/gi,
  /(?:(?<![\w-])|(?<=\\[nrt]))eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
  new RegExp(String.raw`(?<=\bpostgres(?:ql)?:\/\/)${plain}{1,2000}(?=@)`, 'gi'), // also a password with @ or / in it
  new RegExp(String.raw`${begun}${names}=(?:[^&\s"'\\]|\\\\)+`, 'gi'),
  new RegExp(String.raw`(?<=${begun}${names}"${colon}")(?:[^"\\]|\\.)+`, 'gi'),
  new RegExp(String.raw`(?<=${begun}${names}\\"${colon}\\")${inner}+`, 'gi'),
  new RegExp(String.raw`(?<=${begun}${names}${colon})(?:\\"${inner}+|(?!\\")${plain}+)`, 'gi'),
];

/** Taken whole first, and looked into then: one pass, however many links a line has. */
const anyLink = /https?:\/\/[^\s"'<>\\]+/gi;
const signedLink = /[?&](?:sig|token|access_token|code)=/i;

export function redacted(text: string): string {
  const unsigned = text.replace(anyLink, (link) => (signedLink.test(link) ? censor : link));
  return unspeakable.reduce((rest, pattern) => rest.replace(pattern, censor), unsigned);
}

export function createLog(level: string, destination?: DestinationStream): DetailedLog {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secretFields.flatMap((field) => [field, `*.${field}`]), censor },
    hooks: { streamWrite: redacted },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** The same log, which says besides what `fields` gives at that moment. */
export function withFields(log: DetailedLog, fields: () => object): DetailedLog {
  return {
    debug: (own, message) => log.debug({ ...fields(), ...own }, message),
    info: (own, message) => log.info({ ...fields(), ...own }, message),
    warn: (own, message) => log.warn({ ...fields(), ...own }, message),
    error: (own, message) => log.error({ ...fields(), ...own }, message),
  };
}

/** An error as log fields: its kind, code and cause where it is one of ours, its stack where it is a bug of ours. */
export function errorFields(error: unknown): object {
  const { kind, stack, cause } = recordOf(error);
  return { ...told(error), ...(kind === undefined ? { stack } : { cause: toldCause(cause) }) };
}

/** @param depth - a cause may be its own. */
function toldCause(cause: unknown, depth = 4): object | undefined {
  if (cause === undefined || depth === 0) return undefined;
  return { ...told(cause), cause: toldCause(recordOf(cause)['cause'], depth - 1) };
}

function told(error: unknown): object {
  if (!isRecord(error)) return { error: typeof error };
  const { name, message, kind, code, status, correlationId } = error;
  return { error: name, message, kind, code, status, correlationId };
}
