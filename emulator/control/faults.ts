/** Things that go wrong on demand. */

/** What a fault does to the request it strikes. */
export const faultKinds = [
  'status', // answers with `status`, `code`, `message`, `retryAfterSeconds`
  'html502', // answers as a gateway does, in HTML
  'empty', // answers 200 and nothing
  'reset', // ends the connection before any answer
  'cut', // ends the connection in the middle of the answer
  'hang', // never answers
  'malformedJson', // ends the answer's JSON too early
  'wrongType', // gives `field`, wherever it stands in the answer, a type that it never has
  'expiredLink', // hands out a link that has expired already
  'redirect', // answers 302 to `location`
  'slow', // answers as ever, `bytesPerSecond` at a time
  'latency', // answers as ever, `latencyMs` late; any other kind can be late too
] as const;

type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** Part of the path, or a regular expression for it; `undefined`: every path. */
  readonly match?: string | undefined;
  /** How many requests it strikes; `undefined`: all, until it is cleared. */
  readonly times?: number | undefined;
  /** Of real time: the emulator's clock has no say in it. */
  readonly latencyMs?: number | undefined;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly bytesPerSecond?: number | undefined;
  readonly field?: string | undefined;
  readonly location?: string | undefined;
}

export interface FaultStore {
  /** Throws SyntaxError when `match` is no regular expression. */
  add(fault: Fault): void;
  /** The oldest fault that strikes this path; counts it as struck. */
  take(path: string): Fault | undefined;
  clear(): void;
}

export function createFaultStore(): FaultStore {
  let pending: { readonly fault: Fault; readonly strikes: (path: string) => boolean; left: number }[] = [];
  return {
    add(fault) {
      if (fault.times === 0) return;
      pending.push({ fault, strikes: matcher(fault.match), left: fault.times ?? Infinity });
    },
    take(path) {
      const found = pending.find(({ strikes }) => strikes(path));
      if (found === undefined) return undefined;
      found.left--;
      pending = pending.filter(({ left }) => left > 0);
      return found.fault;
    },
    clear() {
      pending = [];
    },
  };
}

function matcher(match: string | undefined): (path: string) => boolean {
  if (match === undefined) return () => true;
  const pattern = new RegExp(match, 'i');
  return (path) => path.includes(match) || pattern.test(path);
}
