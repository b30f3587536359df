/**
 * The JSON of a transcript, byte by byte as it streams, as lenient as can be once it is one: what it cannot place is
 * counted and passed over. Until a field of a transcript is met, damage means that it is something else.
 */

import { closesText, isScalar, isSpace, keyAt, scalarAt } from './json-lexis.ts';
import { createPassing, type Passing } from './json-pass.ts';
import { unescapeRun, type StringFaults } from './json-string.ts';
import { addToName, candidate, createTexts, fieldNamed, type Candidate, type Field } from './transcript-fields.ts';
import type { LadderEvent } from './events.ts';

export interface Scan {
  /** UTF-8, whole code points. */
  readonly push: (bytes: Uint8Array, isLast: boolean) => readonly LadderEvent[];
  readonly found: () => ScanFound;
}

export interface ScanFound {
  /** `other`: no JSON of a transcript. `open`: not known yet. */
  readonly verdict: 'open' | 'transcript' | 'other';
  readonly transcript: Candidate | undefined;
  readonly isNested: boolean;
  readonly isEnded: boolean;
  readonly strays: number;
  readonly faults: StringFaults;
}

type Place = 'value' | 'key' | 'colon' | 'comma' | 'string' | 'passed' | 'behind' | 'other';

/** What JSON is wrapped in; a nest deeper than this is something else. */
const maxDepth = 64;

/** Gives where to go on; `undefined`: more bytes are needed. */
type Step = (input: Uint8Array, at: number, isLast: boolean) => number | undefined;

export function createScan(): Scan {
  const faults: StringFaults = { nuls: 0, loneSurrogates: 0, isMended: false };
  const texts = createTexts((count) => (faults.nuls += count));
  const frames: Candidate[] = [];
  let transcript: Candidate | undefined;
  let place: Place = 'value';
  let field: Field | undefined;
  let passing: Passing | undefined;
  let afterPassing: Place = 'comma';
  let isFresh = false; // just behind an opening bracket
  let strays = 0;
  let carry: Uint8Array = new Uint8Array();

  function goTo(next: Place, at: number): number {
    place = next;
    isFresh = false;
    return at;
  }

  /** In a place where it has no meaning. */
  function stray(at: number): number {
    if (transcript === undefined) return goTo('other', at);
    faults.isMended = true;
    strays += 1;
    return at + 1;
  }

  function space(byte: number, at: number): number {
    if (byte === 0) {
      faults.nuls += 1;
      faults.isMended = true;
    }
    return at + 1;
  }

  function passOver(isString: boolean, next: Place, at: number): number {
    passing = createPassing(isString);
    afterPassing = next;
    return goTo('passed', at);
  }

  function open(isObject: boolean, at: number): number {
    if (transcript !== undefined) return passOver(false, 'comma', at);
    if (frames.length === maxDepth) return goTo('other', at);
    frames.push(candidate(isObject));
    field = undefined;
    goTo(isObject ? 'key' : 'value', at);
    isFresh = true;
    return at + 1;
  }

  function close(isObject: boolean, at: number): number {
    if (frames.at(-1)?.isObject !== isObject) return stray(at);
    if (transcript !== undefined) return goTo('behind', at + 1);
    frames.pop();
    return goTo(frames.length === 0 ? 'other' : 'comma', at + 1);
  }

  function scalar({ token, isEnded }: { readonly token: string; readonly isEnded: boolean }, at: number): number {
    const top = frames.at(-1);
    if (token === '' || top === undefined) return stray(at);
    if (isEnded && !isScalar(token)) {
      if (transcript === undefined) return goTo('other', at);
      faults.isMended = true;
    }
    if (field === 'exitCode' && isEnded && Number.isSafeInteger(Number(token)) && isScalar(token))
      top.exitCode = Number(token);
    const isNull = token === 'null' || (!isEnded && 'null'.startsWith(token));
    if ((field === 'output' || field === 'errors') && !isNull) texts.add(field, Buffer.from(token, 'latin1'));
    return goTo('comma', at + token.length);
  }

  const steps: Readonly<Record<Place, Step>> = {
    value(input, at, isLast) {
      const byte = input[at] ?? 0;
      if (isSpace(byte)) return space(byte, at);
      if (byte === 0x22) {
        if (frames.length === 0) return goTo('other', at);
        if (field === undefined || field === 'exitCode') return passOver(true, 'comma', at + 1);
        if (field === 'name') top().name = new Uint8Array();
        return goTo('string', at + 1);
      }
      if (byte === 0x7b || byte === 0x5b) return open(byte === 0x7b, at);
      if (byte === 0x5d && isFresh) return close(false, at);
      if (transcript !== undefined && (byte === 0x2c || byte === 0x7d)) {
        faults.isMended = true; // the value is missing
        return goTo('comma', at);
      }
      const found = scalarAt(input, at, isLast);
      return found === 'more' ? undefined : scalar(found, at);
    },
    key(input, at, isLast) {
      const byte = input[at] ?? 0;
      if (isSpace(byte)) return space(byte, at);
      if (byte === 0x7d) {
        faults.isMended ||= !isFresh;
        return close(true, at);
      }
      if (byte !== 0x22) return stray(at);
      const key = keyAt(input, at, isLast);
      if (key === 'more') return undefined;
      field = fieldNamed(key.name);
      return key.end === undefined ? passOver(true, 'colon', at + 1) : goTo('colon', key.end);
    },
    colon(input, at) {
      const byte = input[at] ?? 0;
      if (isSpace(byte)) return space(byte, at);
      if (byte !== 0x3a) return stray(at);
      begin();
      return goTo('value', at + 1);
    },
    comma(input, at) {
      const byte = input[at] ?? 0;
      if (isSpace(byte)) return space(byte, at);
      if (byte === 0x7d || byte === 0x5d) return close(byte === 0x7d, at);
      field = undefined;
      if (byte === 0x2c) return goTo(top().isObject ? 'key' : 'value', at + 1);
      if (byte !== 0x22 || transcript === undefined) return stray(at);
      faults.isMended = true; // a comma is missing
      return goTo('key', at);
    },
    string(input, at, isLast) {
      const closes = field === 'name' ? () => true : closesText;
      const run = unescapeRun(input, at, isLast, faults, closes);
      if (field === 'output' || field === 'errors') texts.add(field, run.bytes);
      else addToName(top(), run.bytes);
      if (run.isClosed) return goTo('comma', run.at + 1);
      return run.at === at ? undefined : run.at;
    },
    passed(input, at) {
      const end = passing?.pass(input, at) ?? { at, isEnded: true };
      if (field === 'output' || field === 'errors') texts.add(field, input.subarray(at, end.at));
      return end.isEnded ? goTo(afterPassing, end.at) : end.at;
    },
    behind(input, at) {
      const byte = input[at] ?? 0;
      if (isSpace(byte)) return space(byte, at);
      if (frames.length > 1 && (byte === 0x7d || byte === 0x5d)) return at + 1; // of what it was nested in
      strays += 1;
      faults.isMended ||= frames.length === 1;
      return at + 1;
    },
    other: (input) => input.length,
  };

  /** The object whose field is being read. */
  function top(): Candidate {
    return transcript ?? frames.at(-1) ?? candidate(true);
  }

  /** A field begins: with it, the object may turn out to be the transcript. */
  function begin(): void {
    const object = top();
    if (field === 'output' || field === 'errors' || (field === 'exitCode' && frames.length === 1)) transcript = object;
    const isRepeated = field === 'output' || field === 'errors' ? texts.has(field) : object.seen.has(field ?? 'name');
    if (field === undefined) object.others += 1;
    else if (isRepeated) {
      object.repeats += 1;
      field = undefined;
    } else object.seen.add(field);
  }

  return {
    push(bytes, isLast) {
      const input = carry.length === 0 ? bytes : Buffer.concat([carry, bytes]);
      let at = 0;
      while (at < input.length) {
        const next = steps[place](input, at, isLast);
        if (next === undefined) break;
        at = next;
      }
      carry = Uint8Array.from(input.subarray(at));
      return texts.take();
    },
    found: () => ({
      verdict: transcript !== undefined ? 'transcript' : place === 'other' ? 'other' : 'open',
      transcript,
      isNested: frames.length > 1,
      isEnded: place === 'behind',
      strays,
      faults,
    }),
  };
}
