/** What becomes of exports, for the log: at most a line a minute, and nothing of what was sent or answered. */

import type { Clock } from '../clock.ts';
import { recordOf } from '../json.ts';
import type { Log } from '../log.ts';

export interface ExportResult {
  readonly code: number;
  readonly error?: Error | undefined;
}

export type NoteExport = (signal: 'traces' | 'metrics', result: ExportResult) => void;

/** Ours. */
const everyMs = 60_000;

/** Source: opentelemetry.io, `ExportResultCode` of @opentelemetry/core */
const success = 0;

export function createExportLog(clock: Clock, log: Log): NoteExport {
  let notedAt = Number.NEGATIVE_INFINITY;
  let unlogged = 0;

  return (signal, { code, error }) => {
    if (code === success) return;
    const now = clock.now();
    if (now - notedAt < everyMs) {
      unlogged++;
      return;
    }
    log.warn({ signal, code: codeOf(error), ...(unlogged === 0 ? {} : { unlogged }) }, 'telemetry did not arrive');
    notedAt = now;
    unlogged = 0;
  };
}

/** An HTTP status, or why there is none. Its message may hold what the collector said: that goes no further. */
function codeOf(error: unknown): string | number | undefined {
  const { code } = recordOf(error);
  if (typeof code === 'number') return code;
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : undefined;
}

interface Exporter<T> {
  export(items: T, done: (result: ExportResult) => void): void;
}

/** The same exporter, which tells besides how each export went. */
export function watched<T, E extends Exporter<T>>(exporter: E, note: (result: ExportResult) => void): E {
  const send = exporter.export.bind(exporter);
  exporter.export = (items, done) =>
    send(items, (result) => {
      note(result);
      done(result);
    });
  return exporter;
}
