/** What was asked of the emulator, for tests to look at. Holds no secret: no body, no header, no link's signature. */

import type { Request } from '../http/exchange.ts';

export interface LoggedRequest {
  /** ISO 8601, UTC, by the emulator's clock. */
  readonly at: string;
  readonly method: string;
  /** With its query where the API is asked; without it everywhere else. */
  readonly path: string;
  /** `null`: not answered, or the connection was ended. */
  readonly status: number | null;
  /** An `Authorization` header came with it. */
  readonly authorized: boolean;
}

export interface RequestLog {
  add(request: Request, status: number | null): void;
  entries(): readonly LoggedRequest[];
  clear(): void;
}

const maxEntries = 10_000;

/** @param showsQuery - may this path's query be shown? */
export function createRequestLog(now: () => number, showsQuery: (path: string) => boolean): RequestLog {
  let entries: LoggedRequest[] = [];
  return {
    add({ method, path, target, headers }, status) {
      if (entries.length >= maxEntries) entries = entries.slice(maxEntries / 2);
      entries.push({
        at: new Date(now()).toISOString(),
        method,
        path: showsQuery(path) ? target : path,
        status,
        authorized: headers.authorization !== undefined,
      });
    },
    entries: () => [...entries],
    clear() {
      entries = [];
    },
  };
}
