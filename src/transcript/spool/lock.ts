/**
 * A lock that ends with the process, however it ends: the number of a process can be another's by then, and in a
 * container it is always the same. SQLite's own lock of a file is one on every system.
 * Source: sqlite.org/lockingv3.html, sqlite.org/pragma.html#pragma_locking_mode
 */

import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const settings = 'PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE';

/** Source: sqlite.org/rescode.html#busy */
const busy = 5;

/**
 * Gives what ends the lock, to be kept as long as the lock is wanted: one that is collected closes its file.
 * `undefined`: another process has it.
 * @param waitMs - for the other one to end it; everything waits meanwhile.
 */
export function lockFile(path: string, waitMs: number): (() => void) | undefined {
  writeFileSync(path, '', { flag: 'a', mode: 0o600 });
  const database = new DatabaseSync(path, { timeout: waitMs });
  try {
    database.exec(settings);
    return () => database.close();
  } catch (error) {
    database.close();
    if (typeof error === 'object' && error !== null && 'errcode' in error && error.errcode === busy) return undefined;
    throw error;
  }
}
