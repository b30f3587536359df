/** Bytes of a transcript → text, with what had to be done to get there. */

import type { DecodeStep } from './model.ts';

const marks = [
  { encoding: 'UTF-8 with a byte order mark', label: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'UTF-16LE', label: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'UTF-16BE', label: 'utf-16be', bytes: [0xfe, 0xff] },
] as const;

/** UTF-8 unless a byte order mark says otherwise. Bytes that fit nothing become U+FFFD and are counted. */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly steps: readonly DecodeStep[] } {
  const mark = marks.find((candidate) => candidate.bytes.every((byte, i) => bytes[i] === byte));
  const text = new TextDecoder(mark?.label ?? 'utf-8').decode(bytes);
  const bad = text.length - text.replaceAll('\uFFFD', '').length;
  return {
    text,
    steps: [
      ...(mark === undefined ? [] : [{ kind: 'decodedAs', encoding: mark.encoding } as const]),
      ...(bad === 0 ? [] : [{ kind: 'badBytes', count: bad } as const]),
    ],
  };
}
