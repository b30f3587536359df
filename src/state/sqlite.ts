/** SQLite as Node brings it, written to by one process alone, behind kysely's dialect. */

import { closeSync, mkdirSync, openSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { SqliteDialect } from 'kysely';
import { recordOf } from '../json.ts';
import { StateError } from './errors.ts';

/** Kept for this process alone; tests and trials. */
const inMemory = ':memory:';

/** Source: sqlite.org/pragma.html, sqlite.org/wal.html */
const settings = [
  'PRAGMA journal_mode = WAL',
  'PRAGMA synchronous = FULL',
  'PRAGMA foreign_keys = ON',
  'PRAGMA secure_delete = ON', // what was typed does not stay in freed pages
  'PRAGMA trusted_schema = OFF',
].join(';');

/** For a tool that writes nothing but holds the file for a moment. In ms; the process waits. */
const busyMs = 1_000;

/** Source: sqlite.org/rescode.html */
const faults: Readonly<Record<number, string>> = {
  5: 'is in use by another process: only one bot may run on it',
  8: 'may not be written to',
  11: 'is damaged: restore a copy',
  13: 'cannot be written: the disk is full',
  14: 'cannot be opened',
  26: 'is not a database',
};

/** @param file - relative to the working directory, or `:memory:`. Throws StateError. */
export function openSqlite(file: string): SqliteDialect {
  return told(file, () => {
    if (file === inMemory) return dialectOf(set(new DatabaseSync(file)), () => undefined);
    const path = resolve(file);
    makeOurs(path);
    const lock = locked(realpathSync(path)); // one lock, by whichever of its names the file is called
    try {
      return dialectOf(set(new DatabaseSync(path, { timeout: busyMs })), () => lock.close());
    } catch (error) {
      lock.close();
      throw error;
    }
  });
}

/** Beside whoever writes to it, and without writing. Throws StateError, also where there is no such file. */
export function openSqliteToRead(file: string): SqliteDialect {
  if (file === inMemory)
    throw new StateError('A database in memory is read by the process that holds it, and by no other');
  return told(file, () => {
    const database = new DatabaseSync(resolve(file), { readOnly: true, timeout: busyMs });
    return dialectOf(database, () => undefined);
  });
}

/**
 * A lock beside the database, so that only writers exclude each other: an empty database of its own, in a transaction
 * that never ends. The system lifts it with the end of the process, however that comes about.
 * Source: sqlite.org/lang_transaction.html (EXCLUSIVE), sqlite.org/lockingv3.html
 */
function locked(path: string): DatabaseSync {
  const file = `${path}.lock`;
  makeOurs(file);
  const lock = new DatabaseSync(file);
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE'); // no journal: there is nothing to write
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}

function set(database: DatabaseSync): DatabaseSync {
  try {
    database.exec(settings);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function dialectOf(database: DatabaseSync, closed: () => void): SqliteDialect {
  return new SqliteDialect({
    database: {
      close() {
        database.close();
        closed();
      },
      prepare(sql) {
        const statement = database.prepare(sql);
        return {
          reader: statement.columns().length > 0,
          all: (parameters) => statement.all(...bound(parameters)),
          run: (parameters) => statement.run(...bound(parameters)),
          iterate: (parameters) => statement.iterate(...bound(parameters)),
        };
      },
    },
  });
}

function told<T>(file: string, open: () => T): T {
  try {
    return open();
  } catch (cause) {
    const { code, errcode } = recordOf(cause);
    const isKnown = code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number';
    const why = isKnown ? faults[errcode & 0xff] : undefined; // the rest of the number says it more exactly
    throw new StateError(`The database ${file} ${why ?? `cannot be opened (${String(code)})`}`, { cause });
  }
}

/**
 * Who asked what is nobody else's to read: SQLite gives the files beside it the mode of the first. A file that is there
 * is not opened: with its closing the system would lift all locks that this process has on it.
 * Source: sqlite.org/howtocorrupt.html (2.2)
 */
function makeOurs(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (recordOf(error)['code'] !== 'EEXIST') throw error;
  }
}

/** Our queries bind text, numbers and null only. */
function bound(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters as SQLInputValue[]; // SQLite's own error names any other kind
}
