import type { DecodeStep } from '../transcript/model.ts';
import { count, exactSize, number } from './units.ts';

/** `transcript header hidden, 3 NUL characters removed`; empty when nothing was done. Our own words. */
export function decodeSteps(steps: readonly DecodeStep[]): string {
  return steps.map(stepWords).join(', ');
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
    case 'terminalSequencesRemoved':
      return `${count(step.count, 'terminal control sequence')} removed`;
    case 'headerHidden':
      return 'transcript header hidden';
    case 'damagedGzip':
      return 'the gzip is damaged: shown as far as it could be unpacked';
    case 'linesCut':
      return `only the first ${number(step.lines)} lines are kept`;
    case 'cut':
      return `only the first ${exactSize(step.bytes)} were read`;
  }
}
