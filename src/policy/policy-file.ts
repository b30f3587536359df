/** The policy as its file says it, which may change while the bot runs. A broken one never takes the place of a good one. */

import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import type { Policy } from './policy.ts';
import { readPolicy, type PolicyReading } from './read-policy.ts';

/** What became of a file that was read again. */
export type PolicyEvent =
  | { readonly kind: 'loaded'; readonly grants: number }
  /** The policy before it stays in force. */
  | { readonly kind: 'refused'; readonly faults: readonly string[] };

/** As it was written. */
export interface WrittenPolicy {
  readonly policy: Policy;
  readonly text: string;
}

export interface PolicyFile {
  /** The last good one. */
  current(): WrittenPolicy;
  /** Of the file as it was at the start: ms since the epoch, by the clock of its machine. */
  readonly modifiedAt: number;
  /** Reads it and reports what came of it, where it has changed. True: there is another good one. */
  look(): boolean;
  /** Reads and reports, changed or not. True: it is good. */
  reload(): boolean;
}

export type OpenedPolicy =
  { readonly ok: true; readonly file: PolicyFile } | { readonly ok: false; readonly faults: readonly string[] };

export function openPolicyFile(path: string, report: (event: PolicyEvent) => void): OpenedPolicy {
  const first = read(path);
  const opened = readingOf(first?.text);
  if (!opened.ok) return opened;
  let seen = first?.text;
  let current: WrittenPolicy = { policy: opened.policy, text: first?.text ?? '' };

  function take(text: string | undefined): boolean {
    seen = text;
    const reading = readingOf(text);
    if (reading.ok) report({ kind: 'loaded', grants: reading.policy.grants.length });
    else report({ kind: 'refused', faults: reading.faults });
    if (!reading.ok || text === undefined) return false;
    current = { policy: reading.policy, text };
    return true;
  }

  return {
    ok: true,
    file: {
      current: () => current,
      modifiedAt: first?.modifiedAt ?? 0,
      look() {
        const text = read(path)?.text;
        if (text === seen) return false;
        const before = current.text;
        return take(text) && text !== before; // one that could not be read for a moment has not changed
      },
      reload: () => take(read(path)?.text),
    },
  };
}

function readingOf(text: string | undefined): PolicyReading {
  return text === undefined ? { ok: false, faults: ['the file cannot be read'] } : readPolicy(text);
}

function read(path: string): { readonly text: string; readonly modifiedAt: number } | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      return { modifiedAt: Math.round(fstatSync(file).mtimeMs), text: readFileSync(file, 'utf8') };
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
