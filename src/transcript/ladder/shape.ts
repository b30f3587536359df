/** Text → the parts of a transcript, or all of it as output where it is none. */

import type { LadderEvent, Part } from './events.ts';
import { createScan } from './json-scan.ts';
import type { Notes } from './notes.ts';
import { withoutNuls } from './nuls.ts';
import { scriptName } from './transcript-fields.ts';

export interface Shape {
  /** @param bytes - UTF-8, whole code points. */
  readonly push: (bytes: Uint8Array, isLast: boolean) => readonly LadderEvent[];
  /** After the last. */
  readonly found: () => Found;
}

export interface Found {
  readonly scriptName: string | undefined;
  readonly exitCode: number | undefined;
  readonly areErrorsKnown: boolean;
}

export function createText(part: Part, notes: Notes): Shape {
  return {
    push(bytes) {
      const kept = withoutNuls(bytes, (count) => notes.count('nulsRemoved', count));
      return kept.length === 0 ? [] : [{ kind: 'text', part, bytes: kept }];
    },
    found: () => ({ scriptName: undefined, exitCode: undefined, areErrorsKnown: part === 'errors' }),
  };
}

/** Within as many bytes a transcript has shown that it is one. They are kept until then: what is none is shown whole. */
const maxProbeBytes = 65_536;

export function createTranscript(notes: Notes): Shape {
  const scan = createScan();
  const text = createText('output', notes);
  const held: Uint8Array[] = [];
  let probed = 0;
  let isText = false;
  let isBlank = true;

  function asText(bytes: Uint8Array, isLast: boolean): readonly LadderEvent[] {
    const events = text.push(bytes, isLast);
    isBlank &&= events.every((event) => isBlankText(event.bytes));
    return events;
  }

  return {
    push(bytes, isLast) {
      if (isText) return asText(bytes, isLast);
      if (scan.found().verdict === 'transcript') return scan.push(bytes, isLast);
      const end = borderBefore(bytes, maxProbeBytes - probed);
      probed += end;
      const events = scan.push(bytes.subarray(0, end), isLast && end === bytes.length);
      if (scan.found().verdict === 'transcript') {
        held.length = 0;
        return end === bytes.length ? events : [...events, ...scan.push(bytes.subarray(end), isLast)];
      }
      held.push(bytes);
      isText = isLast || end < bytes.length || scan.found().verdict === 'other';
      return isText ? held.splice(0).flatMap((chunk) => asText(chunk, isLast)) : [];
    },
    found() {
      const { transcript, isNested, isEnded, strays, faults } = scan.found();
      if (transcript === undefined) {
        if (!isBlank) notes.note({ kind: 'notJson' });
        return text.found();
      }
      if (isNested) notes.note({ kind: 'nestedJson' });
      if (faults.isMended) notes.note({ kind: 'mendedJson' });
      if (!isEnded) notes.note({ kind: 'endMissing' });
      notes.count('strayBytes', strays);
      notes.count('otherFields', transcript.others);
      notes.count('repeatedFields', transcript.repeats);
      notes.count('loneSurrogates', faults.loneSurrogates);
      notes.count('nulsRemoved', faults.nuls);
      return {
        scriptName: scriptName(transcript),
        exitCode: transcript.exitCode,
        areErrorsKnown: transcript.seen.has('errors'),
      };
    },
  };
}

/** At most `max`, and not within a code point. */
function borderBefore(bytes: Uint8Array, max: number): number {
  let end = Math.min(bytes.length, max);
  while (end > 0 && end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}

function isBlankText(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte > 0x20) return false;
  return true;
}
