import type { DecodeStep, Digest } from '../model.ts';

export type Part = 'output' | 'errors';

/** Of the two parts either may come first; each comes in one piece of many events, and never twice. */
export interface LadderEvent {
  readonly kind: 'text';
  readonly part: Part;
  /** UTF-8, whole code points, no NUL, at least one byte. Its owner is who takes it. */
  readonly bytes: Uint8Array;
}

export interface LadderFacts {
  /** Foreign text. */
  readonly scriptName: string | undefined;
  readonly exitCode: number | undefined;
  /** False where the result ended before its errors, or is no transcript: that there are none is then not known. */
  readonly areErrorsKnown: boolean;
  readonly steps: readonly DecodeStep[];
  /** Of the body as it came; of a body that was cut, of what was read. */
  readonly raw: Digest;
  /** Of what was unpacked from it; of a zip, of the entries that are shown. */
  readonly content: Digest;
}
