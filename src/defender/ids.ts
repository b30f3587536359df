/** Ids as Defender gives them: what goes into a path is checked here, whoever typed it. */

import { DefenderError } from './errors.ts';
import type { DefenderFile, Sha1 } from './model.ts';

const shape = /^[A-Za-z0-9_-]{1,128}$/;

/** Every id of Defender's has this shape, whatever its prefix; anything else could lead to another path. */
export function segment(id: string): string {
  if (!shape.test(id)) throw new DefenderError('rejected', 'This is not an id of Defender’s');
  return encodeURIComponent(id);
}

/** An answer about something else is nobody's answer. Letter case is no difference: the id stays as it was asked for. */
export function askedFor<T extends { readonly id: string }>(id: string, answer: T): T {
  if (isSameId(id, answer.id)) return { ...answer, id };
  throw elsewhere();
}

export function isSameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** A command's place in its action. */
export function wholeNumber(index: number): number {
  if (!Number.isSafeInteger(index) || index < 0) throw new DefenderError('rejected', 'This is not a command index');
  return index;
}

/** `undefined`: not a SHA-1. */
export function sha1Of(text: string | undefined): Sha1 | undefined {
  const isHash = text !== undefined && /^[0-9a-f]{40}$/i.test(text);
  return isHash ? (text.toLowerCase() as Sha1) : undefined; // the only place that makes one
}

/** A SHA-1 or SHA-256 in lower case; an MD5 is taken nowhere. Source: learn.microsoft.com/defender-endpoint/api/get-file-information */
export function fileHash(hash: string): string {
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(hash)) {
    throw new DefenderError('rejected', 'This is neither a SHA-1 nor a SHA-256');
  }
  return hash.toLowerCase();
}

/** The file of this very hash, which is filled in where the answer left it out. */
export function askedFile(hash: string, file: DefenderFile): DefenderFile {
  const kind = hash.length === 40 ? 'sha1' : 'sha256';
  if ((file[kind] ?? hash) !== hash) throw elsewhere();
  return { ...file, [kind]: hash };
}

function elsewhere(): DefenderError {
  return new DefenderError('malformed', 'The answer is about another id than was asked for');
}
