/** Sizes and sums of a result: what it can be told by when it is asked for again. */

import type { Digest, TranscriptFacts } from '../transcript/model.ts';
import { exactSize } from './units.ts';

export interface ReadSoFar {
  /** `undefined`: it is still being read. */
  readonly transcript: TranscriptFacts | undefined;
  /** It will not be read any further. */
  readonly isBroken: boolean;
}

/** Of a result that was not read to its end only the sum of what is shown says something: where reading stopped is chance. */
export function evidenceLines({ transcript, isBroken }: ReadSoFar): readonly string[] {
  if (transcript === undefined)
    return [isBroken ? 'not known: the result was not read to its end' : 'known when the result is read to its end'];
  const { raw, content, steps } = transcript;
  const sum = (what: string, { bytes, sha256 }: Digest): readonly string[] => [
    `${what}: ${exactSize(bytes)}`,
    `SHA-256 ${sha256}`,
  ];
  if (steps.some(({ kind }) => kind === 'cut' || kind === 'bomb' || kind === 'damagedGzip'))
    return sum('the first part, unpacked', content);
  return [...sum('result as stored', raw), ...(raw.sha256 === content.sha256 ? [] : sum('unpacked', content))];
}
