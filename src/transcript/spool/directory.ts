/**
 * Each process has a directory of its own in the spool's, locked while it lives. What a dead one left is removed at
 * the start of the next; what a living one holds is left alone. One process at a time starts, so that none is swept
 * between making its directory and locking it.
 */

import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileFault, SpoolError } from './errors.ts';
import { lockFile } from './lock.ts';

/** Ours while this is kept: with it goes the lock. */
export interface OwnDirectory {
  readonly path: string;
  /** Removes it with all that is in it. */
  remove(): void;
}

/** Anything else in the spool's directory is not ours to touch. */
const ownName = /^[0-9a-f]{32}$/;
/** Starts take turns for so long; each takes as long as removing files does. */
const startMs = 10_000;

/** A name that says nothing. */
export function randomName(): string {
  return randomBytes(16).toString('hex');
}

/** Throws SpoolError `unsafe` where others may write, `failed` where we may not. */
export function openDirectory(root: string): OwnDirectory {
  try {
    makeRoot(root);
    const endStart = lockFile(join(root, 'lock'), startMs);
    if (endStart === undefined) throw new SpoolError('failed', 'Another process has been starting for too long');
    try {
      sweep(root);
      return makeOwn(join(root, randomName()));
    } finally {
      endStart();
    }
  } catch (error) {
    throw fileFault(error);
  }
}

/** In a folder for everybody's temporary files, whoever comes first makes the directory: it has to be us. */
function makeRoot(root: string): void {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const { uid, mode, isDirectory } = factsOf(root);
  const ours = process.getuid?.();
  if (!isDirectory) throw new SpoolError('unsafe', 'The directory of the transcripts is a link, or no directory');
  if (ours === undefined) return; // Windows: access lists, not modes
  if (uid !== ours) throw new SpoolError('unsafe', 'The directory of the transcripts belongs to another user');
  if ((mode & 0o022) !== 0) throw new SpoolError('unsafe', 'Others may write to the directory of the transcripts');
}

function factsOf(path: string): { readonly uid: number; readonly mode: number; readonly isDirectory: boolean } {
  const stats = lstatSync(path);
  return { uid: stats.uid, mode: stats.mode, isDirectory: stats.isDirectory() };
}

function sweep(root: string): void {
  const others = readdirSync(root, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && ownName.test(entry.name),
  );
  for (const { name } of others) {
    const path = join(root, name);
    const unlock = lockFile(join(path, 'lock'), 0);
    if (unlock === undefined) continue;
    unlock();
    rmSync(path, { recursive: true, force: true });
  }
}

function makeOwn(path: string): OwnDirectory {
  mkdirSync(path, { mode: 0o700 });
  const unlock = lockFile(join(path, 'lock'), 0);
  return {
    path,
    remove() {
      unlock?.();
      rmSync(path, { recursive: true, force: true });
    },
  };
}
