/** What is done in each place of a document, as lenient as can be once it is a transcript. */

import { closesText, isScalar, isSpace, keyAt, scalarAt } from './json-lexis.ts';
import { begin, close, goTo, open, passOver, space, stray, top, type Place, type ScanState } from './json-state.ts';
import { unescapeRun } from './json-string.ts';
import { addToName, fieldNamed } from './transcript-fields.ts';

/** Gives where to go on; `undefined`: more bytes are needed. */
type Step = (state: ScanState, input: Uint8Array, at: number, isLast: boolean) => number | undefined;

export const places: Readonly<Record<Place, Step>> = {
  value(state, input, at, isLast) {
    const byte = input[at] ?? 0;
    if (isSpace(byte)) return space(state, byte, at);
    if (byte === 0x22) return string(state, at + 1);
    if (byte === 0x7b || byte === 0x5b) return open(state, byte === 0x7b, at);
    if (byte === 0x5d && state.isFresh) return close(state, false, at);
    if (state.transcript !== undefined && (byte === 0x2c || byte === 0x7d)) {
      state.faults.isMended = true; // the value is missing
      return goTo(state, 'comma', at);
    }
    const scalar = scalarAt(input, at, isLast);
    return scalar === 'more' ? undefined : takeScalar(state, scalar, at);
  },
  key(state, input, at, isLast) {
    const byte = input[at] ?? 0;
    if (isSpace(byte)) return space(state, byte, at);
    if (byte === 0x7d) {
      state.faults.isMended ||= !state.isFresh; // behind a comma
      return close(state, true, at);
    }
    if (byte !== 0x22) return stray(state, at);
    const key = keyAt(input, at, isLast);
    if (key === 'more') return undefined;
    state.field = fieldNamed(key.name);
    return key.end === undefined ? passOver(state, true, 'colon', at + 1) : goTo(state, 'colon', key.end);
  },
  colon(state, input, at) {
    const byte = input[at] ?? 0;
    if (isSpace(byte)) return space(state, byte, at);
    if (byte !== 0x3a) return stray(state, at);
    begin(state);
    return goTo(state, 'value', at + 1);
  },
  comma(state, input, at) {
    const byte = input[at] ?? 0;
    if (isSpace(byte)) return space(state, byte, at);
    if (byte === 0x7d || byte === 0x5d) return close(state, byte === 0x7d, at);
    state.field = undefined;
    if (byte === 0x2c) return goTo(state, top(state).isObject ? 'key' : 'value', at + 1);
    if (byte !== 0x22 || state.transcript === undefined) return stray(state, at);
    state.faults.isMended = true; // a comma is missing
    return goTo(state, 'key', at);
  },
  string(state, input, at, isLast) {
    const { field, faults, texts } = state;
    const isText = field === 'output' || field === 'errors';
    const run = unescapeRun(input, at, isLast, faults, isText ? closesText : () => true);
    if (isText) texts.add(field, run.bytes);
    else addToName(top(state), run.bytes);
    if (run.isClosed) return goTo(state, 'comma', run.at + 1);
    return run.at === at ? undefined : run.at;
  },
  passed(state, input, at) {
    const { field, passing, texts } = state;
    const end = passing.pass(input, at);
    if (field === 'output' || field === 'errors') texts.add(field, input.subarray(at, end.at));
    return end.isEnded ? goTo(state, state.afterPassing, end.at) : end.at;
  },
  behind(state, input, at) {
    const byte = input[at] ?? 0;
    if (isSpace(byte)) return space(state, byte, at);
    const isNested = state.frames.length > 1;
    if (isNested && (byte === 0x7d || byte === 0x5d)) return at + 1; // of what it is nested in
    state.faults.isMended ||= !isNested;
    state.strays += 1;
    return at + 1;
  },
  other: (_, input) => input.length,
};

function string(state: ScanState, at: number): number {
  const { field, frames } = state;
  if (frames.length === 0) return goTo(state, 'other', at);
  if (field === undefined || field === 'exitCode') return passOver(state, true, 'comma', at);
  if (field === 'name') top(state).name = new Uint8Array();
  return goTo(state, 'string', at);
}

function takeScalar(
  state: ScanState,
  { token, isEnded }: { readonly token: string; readonly isEnded: boolean },
  at: number,
): number {
  const { field, faults, texts, transcript } = state;
  if (token === '' || state.frames.length === 0) return stray(state, at);
  const isWrong = isEnded && !isScalar(token);
  if (isWrong && transcript === undefined) return goTo(state, 'other', at);
  faults.isMended ||= isWrong;
  if (field === 'exitCode' && isEnded && /^-?\d+$/.test(token) && Number.isSafeInteger(Number(token)))
    top(state).exitCode = Number(token);
  const isNull = token === 'null' || (!isEnded && 'null'.startsWith(token));
  if ((field === 'output' || field === 'errors') && !isNull) texts.add(field, Buffer.from(token, 'latin1'));
  return goTo(state, 'comma', at + token.length);
}
