/** A database in a folder of its own, opened as often as a test likes. */

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openState, type State } from '../../src/state/state.ts';

export interface DatabaseFile {
  readonly folder: string;
  readonly path: string;
  open(): Promise<State>;
  /** The bytes of the file and of those beside it. */
  contents(): Promise<string>;
  /** Closes what was opened and takes the folder away. */
  remove(): Promise<void>;
}

export async function databaseFile(): Promise<DatabaseFile> {
  const root = await mkdtemp(join(tmpdir(), 'triage-state-'));
  const folder = join(root, 'data');
  const path = join(folder, 'bot.db');
  const opened: State[] = [];
  return {
    folder,
    path,
    async open() {
      const state = await openState({ file: path });
      opened.push(state);
      return state;
    },
    async contents() {
      const names = await readdir(folder);
      return (await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')))).join('\n');
    },
    async remove() {
      await Promise.all(opened.map((state) => state.close().catch(() => undefined))); // some a test has closed
      await rm(root, { recursive: true });
    },
  };
}
