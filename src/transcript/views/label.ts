/** A place in an output, short enough to be read, typed and put into a button: `12`, `e3` of the errors, `12.2` for a piece. */

import type { Position } from './row.ts';

export function labelOf({ part, line, piece }: Position): string {
  return `${part === 'errors' ? 'e' : ''}${line}${piece > 1 ? `.${piece}` : ''}`;
}

/** `undefined`: it is no such place. */
export function positionIn(label: string): Position | undefined {
  const match = /^(e?)(\d{1,9})(?:\.(\d{1,9}))?$/i.exec(label);
  if (match === null) return undefined;
  const [, errors = '', line = '', piece = '1'] = match;
  return { part: errors === '' ? 'output' : 'errors', line: Number(line), piece: Math.max(1, Number(piece)) };
}
