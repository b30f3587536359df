/** The policy in force, from a file that may change while the bot runs. A broken one never takes the place of a good one. */

import { readFileSync } from 'node:fs';
import type { Clock } from '../clock.ts';
import type { Policy } from './policy.ts';
import { readPolicy, type PolicyReading } from './read-policy.ts';

/** What became of a file that was read again. */
export type PolicyEvent =
  | { readonly kind: 'loaded'; readonly grants: number }
  /** The policy before it stays in force. */
  | { readonly kind: 'refused'; readonly faults: readonly string[] };

export interface PolicyFile {
  current(): Policy;
  /** Reads the file now, changed or not, and reports what came of it. */
  reload(): void;
  /** Looks for changes until the signal is aborted; then it resolves. */
  watch(signal: AbortSignal): Promise<void>;
}

/** Ours. Looked at by content: mounted files of a cluster change by moved links, which no event tells of. */
export const lookEveryMs = 5_000;

export type OpenedPolicy =
  { readonly ok: true; readonly file: PolicyFile } | { readonly ok: false; readonly faults: readonly string[] };

export function openPolicyFile(
  path: string,
  { clock, report }: { readonly clock: Clock; readonly report: (event: PolicyEvent) => void },
): OpenedPolicy {
  let seen = textOf(path);
  const first = readingOf(seen);
  if (!first.ok) return first;
  let policy = first.policy;

  function take(text: string | undefined): void {
    seen = text;
    const reading = readingOf(text);
    if (reading.ok) policy = reading.policy;
    report(reading.ok ? { kind: 'loaded', grants: policy.grants.length } : { kind: 'refused', faults: reading.faults });
  }

  return {
    ok: true,
    file: {
      current: () => policy,
      reload: () => take(textOf(path)),
      async watch(signal) {
        for (;;) {
          await clock.sleep(lookEveryMs, signal).catch(() => undefined); // it rejects with the abort, which is asked next
          if (signal.aborted) return;
          const text = textOf(path);
          if (text !== seen) take(text);
        }
      },
    },
  };
}

function readingOf(text: string | undefined): PolicyReading {
  return text === undefined ? { ok: false, faults: ['the file cannot be read'] } : readPolicy(text);
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
