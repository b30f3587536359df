/** The repository as text. */

import { readFileSync, globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

/** @param path - from the root of the repository. */
export function textOf(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

/** Paths from the root, of all files that fit the pattern. */
export function pathsOf(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: fileURLToPath(root) }).sort();
}
