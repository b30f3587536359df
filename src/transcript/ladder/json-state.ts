/** Where a scan of JSON stands, and what moves it. */

import { createPassing, type Passing } from './json-pass.ts';
import type { StringFaults } from './json-string.ts';
import { candidate, type Candidate, type Field, type Texts } from './transcript-fields.ts';

export type Place = 'value' | 'key' | 'colon' | 'comma' | 'string' | 'passed' | 'behind' | 'other';

export interface ScanState {
  place: Place;
  /** Whose value is read; `undefined`: none that is looked for. */
  field: Field | undefined;
  /** The one with `field` in it; `undefined`: nothing tells yet that this is one. */
  transcript: Candidate | undefined;
  /** What is open, from the outside in. Ends with `transcript` once that is found. */
  readonly frames: Candidate[];
  /** Just behind an opening bracket. */
  isFresh: boolean;
  /** Going over a value, and where to go on behind it. */
  passing: Passing;
  afterPassing: Place;
  strays: number;
  readonly faults: StringFaults;
  readonly texts: Texts;
}

/** What JSON is wrapped in; a nest deeper than this is something else. */
const maxDepth = 64;

/** Gives `at`, as everything here does: where to go on. */
export function goTo(state: ScanState, place: Place, at: number): number {
  state.place = place;
  state.isFresh = false;
  return at;
}

/** The object whose field is read. */
export function top({ frames }: ScanState): Candidate {
  return frames.at(-1) ?? candidate(true);
}

/** A byte where it has no meaning: of a transcript it is passed over, and what is none yet is something else. */
export function stray(state: ScanState, at: number): number {
  if (state.transcript === undefined) return goTo(state, 'other', at);
  state.faults.isMended = true;
  state.strays += 1;
  return at + 1;
}

export function space(state: ScanState, byte: number, at: number): number {
  if (byte === 0) {
    state.faults.nuls += 1;
    state.faults.isMended = true;
  }
  return at + 1;
}

export function passOver(state: ScanState, isString: boolean, next: Place, at: number): number {
  state.passing = createPassing(isString);
  state.afterPassing = next;
  return goTo(state, 'passed', at);
}

export function open(state: ScanState, isObject: boolean, at: number): number {
  if (state.transcript !== undefined) return passOver(state, false, 'comma', at);
  if (state.frames.length === maxDepth) return goTo(state, 'other', at);
  state.frames.push(candidate(isObject));
  state.field = undefined;
  goTo(state, isObject ? 'key' : 'value', at);
  state.isFresh = true;
  return at + 1;
}

export function close(state: ScanState, isObject: boolean, at: number): number {
  if (state.frames.at(-1)?.isObject !== isObject) return stray(state, at);
  if (state.transcript !== undefined) return goTo(state, 'behind', at + 1);
  state.frames.pop();
  return goTo(state, state.frames.length === 0 ? 'other' : 'comma', at + 1);
}

/** The value of a field begins: with that, the object may turn out to be the transcript. Of two alike the first counts. */
export function begin(state: ScanState): void {
  const { field, frames, texts } = state;
  const object = top(state);
  if (field === undefined) {
    object.others += 1;
    return;
  }
  const isText = field === 'output' || field === 'errors';
  if (isText || (field === 'exitCode' && frames.length === 1)) state.transcript = object;
  const isRepeated = isText ? texts.has(field) : object.seen.has(field);
  object.seen.add(field);
  if (!isRepeated) return;
  object.repeats += 1;
  state.field = undefined;
}
