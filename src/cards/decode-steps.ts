import type { DecodeStep } from '../transcript/model.ts';
import { count, exactSize, number } from './units.ts';

/** `transcript header hidden, 3 NUL characters removed`; empty when nothing was done. Our own words. */
export function decodeSteps(steps: readonly DecodeStep[]): string {
  const times = new Map<string, number>();
  for (const words of steps.map(stepWords)) times.set(words, (times.get(words) ?? 0) + 1);
  return Array.from(times, ([words, n]) => (n === 1 ? words : `${words} (${number(n)} times)`)).join(', ');
}

function stepWords(step: DecodeStep): string {
  switch (step.kind) {
    case 'gunzipped':
      return 'unpacked from gzip';
    case 'decodedAs':
      return `decoded as ${step.encoding}`;
    case 'badBytes':
      return `${count(step.count, 'unreadable character')} shown as \uFFFD`;
    case 'mendedJson':
      return 'invalid JSON mended';
    case 'notJson':
      return 'not the JSON of a transcript: shown as it came';
    case 'nulsRemoved':
      return `${count(step.count, 'NUL character')} removed`;
    case 'damagedGzip':
      return 'the gzip is damaged: shown as far as it could be unpacked';
    case 'cut':
      return `only the first ${exactSize(step.bytes)} were read`;
    case 'unzipped':
      return 'unpacked from zip';
    case 'damagedZip':
      return 'the zip is damaged: shown as far as it could be unpacked';
    case 'encryptedZip':
      return 'the zip is encrypted: what needs its password is not shown';
    case 'unknownPacking':
      return `${count(step.count, 'entry', 'entries')} of the zip packed in a way that cannot be read`;
    case 'zipListed':
      return `a zip of ${count(step.count, 'entry', 'entries')}: their names and sizes are shown`;
    case 'otherEntries':
      return `${count(step.count, 'other entry', 'other entries')} of the zip not shown`;
    case 'bomb':
      return `it unpacks to more than ${number(step.maxRatio)} times its size: only the first ${exactSize(step.bytes)} were read`;
    case 'legacyBytes':
      return `${count(step.count, 'byte')} outside UTF-8 read as windows-1252`;
    case 'loneSurrogates':
      return `${count(step.count, 'lone surrogate')} shown as \uFFFD`;
    case 'nestedJson':
      return 'found within other JSON';
    case 'endMissing':
      return 'the end of the JSON is missing';
    case 'strayBytes':
      return `${count(step.count, 'byte')} outside the fields of the JSON not shown`;
    case 'otherFields':
      return `${count(step.count, 'other field')} not shown`;
    case 'repeatedFields':
      return `${count(step.count, 'repeated field')} not shown`;
  }
}
