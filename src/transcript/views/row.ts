/** What a view gives: rows of text, each a line or a piece of one. Every text is foreign. */

import type { PartName } from '../spool/part-writer.ts';

/** Where a row is. The same in every view. */
export interface Position {
  readonly part: PartName;
  /**
   * From 1, each part on its own. PowerShell's header is not counted, hidden or not: where it is shown, it is line 0.
   */
  readonly line: number;
  /** From 1. */
  readonly piece: number;
}

/** Of a line that is too long for one row. Not known (`undefined`) while the line is being written. */
export interface PieceOf {
  readonly pieces: number | undefined;
  readonly lineBytes: number | undefined;
}

export interface Row extends Position {
  /** At most `layout.rowBytes` and three more, in UTF-8. Without its line end; terminal sequences as they are. */
  readonly text: string;
  /** `undefined`: the row is a whole line. */
  readonly pieceOf: PieceOf | undefined;
  /** Of the errors, or recognised as one in the output. */
  readonly isError: boolean;
  /** Of a search: what was searched for begins here. Its context has `false`. */
  readonly isMatch: boolean;
}

/** What fits a card; there is always room for one row. */
export interface PageSize {
  readonly maxRows: number;
  readonly maxUnits: number;
  readonly unitsOf: (row: Row) => number;
}

/** Everything but what is hidden. */
export interface ReadOptions {
  /** Nothing is hidden: neither PowerShell's header nor blank lines at the end. */
  readonly isRaw: boolean;
}

export function positionOf({ part, line, piece }: Position): Position {
  return { part, line, piece };
}
