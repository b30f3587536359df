/** SQLite as Node brings it, for one process alone, behind kysely's dialect. */

import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { SqliteDialect } from 'kysely';
import { recordOf } from '../json.ts';
import { StateError } from './errors.ts';

/** Kept for this process alone; tests and trials. */
const inMemory = ':memory:';

/**
 * The lock comes first: it is taken with the change to WAL, and held until the file is closed, however that comes about.
 * Source: sqlite.org/pragma.html#pragma_locking_mode, sqlite.org/wal.html
 */
const settings = [
  'PRAGMA locking_mode = EXCLUSIVE',
  'PRAGMA journal_mode = WAL',
  'PRAGMA synchronous = FULL',
  'PRAGMA foreign_keys = ON',
  'PRAGMA secure_delete = ON', // what was typed does not stay in freed pages
  'PRAGMA trusted_schema = OFF',
].join(';');

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
  const database = opened(file);
  return new SqliteDialect({
    database: {
      close: () => database.close(),
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

function opened(file: string): DatabaseSync {
  try {
    if (file !== inMemory) makeOurs(resolve(file));
    const database = new DatabaseSync(file);
    try {
      database.exec(settings);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (cause) {
    const { code, errcode } = recordOf(cause);
    const isKnown = code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number';
    const why = isKnown ? faults[errcode & 0xff] : undefined; // the rest of the number says it more exactly
    throw new StateError(`The database ${file} ${why ?? `cannot be opened (${String(code)})`}`, { cause });
  }
}

/** Who asked what is nobody else's to read: SQLite gives the files beside it the mode of the first. */
function makeOurs(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
}

/** Our queries bind text, numbers and null only. */
function bound(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters as SQLInputValue[]; // SQLite's own error names any other kind
}
