/** The fields of a transcript, as its JSON names them, and what was found in them. */

import type { LadderEvent, Part } from './events.ts';
import { withoutNuls } from './nuls.ts';
import { wholeBytes } from './utf8.ts';

export type Field = 'name' | 'exitCode' | Part;

/** Source: learn.microsoft.com/defender-endpoint/api/get-live-response-result; `script_error` in older copies. */
const fields = new Map<string | undefined, Field>([
  ['script_name', 'name'],
  ['exit_code', 'exitCode'],
  ['script_output', 'output'],
  ['script_errors', 'errors'],
  ['script_error', 'errors'],
]);

export function fieldNamed(name: string | undefined): Field | undefined {
  return fields.get(name);
}

/** An object that is a transcript, or may be. */
export interface Candidate {
  readonly isObject: boolean;
  readonly seen: Set<Field>;
  /** `undefined`: no text was given as one. */
  name: Uint8Array | undefined;
  exitCode: number | undefined;
  others: number;
  repeats: number;
}

export function candidate(isObject: boolean): Candidate {
  return { isObject, seen: new Set(), name: undefined, exitCode: undefined, others: 0, repeats: 0 };
}

/** More than a card shows of foreign text. */
const maxNameBytes = 1_024;

export function addToName(to: Candidate, bytes: Uint8Array): void {
  const name = to.name ?? new Uint8Array();
  to.name = Buffer.concat([name, bytes.subarray(0, maxNameBytes - name.length)]);
}

export function scriptName({ name }: Candidate): string | undefined {
  return name === undefined ? undefined : Buffer.from(name.subarray(0, wholeBytes(name))).toString();
}

/** Gathers what is pushed into the events of one push. */
export interface Texts {
  readonly add: (part: Part, bytes: Uint8Array) => void;
  readonly has: (part: Part) => boolean;
  readonly take: () => readonly LadderEvent[];
}

export function createTexts(onNuls: (count: number) => void): Texts {
  const begun = new Set<Part>();
  let events: LadderEvent[] = [];
  return {
    add(part, bytes) {
      const kept = withoutNuls(bytes, onNuls);
      if (kept.length === 0) return;
      begun.add(part);
      events.push({ kind: 'text', part, bytes: kept });
    },
    has: (part) => begun.has(part),
    take() {
      const taken = events;
      events = [];
      return taken;
    },
  };
}
