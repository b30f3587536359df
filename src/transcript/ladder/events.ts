import type { TranscriptFacts } from '../model.ts';

export type Part = 'output' | 'errors';

/** Of the two parts either may come first; each comes in one piece of many events, and never twice. */
export interface LadderEvent {
  readonly kind: 'text';
  readonly part: Part;
  /** UTF-8, whole code points, no NUL, at least one byte. Its owner is who takes it. */
  readonly bytes: Uint8Array;
}

export type LadderFacts = Omit<TranscriptFacts, 'masked'>;
