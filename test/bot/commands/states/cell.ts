/** What a command is asked in each of its states, and what a reader then reads. */

import type { Fault } from '../../../../emulator/control/faults.ts';
import type { ConversationOptions } from '../../../support/conversation.ts';

export const shown = ['full', 'empty', 'one', 'many', 'partial'] as const;

export interface Cell {
  readonly say: string;
  readonly shows: readonly (string | RegExp)[];
  /** Titles of buttons that it has, and, with a `-` before, that it does not have. */
  readonly offers?: readonly string[];
  readonly outcome: 'answered' | 'empty' | 'partial' | 'failed';
  readonly in?: ConversationOptions;
  readonly fault?: Fault;
}

export interface Needs {
  /** Of the endpoint without which there is no answer. */
  readonly path: string;
  readonly permission: string;
  /** The field without which its answer is none; `undefined`: it has none such. */
  readonly field: string | undefined;
}

export interface Row {
  /** A text: why there is no such state. */
  readonly states: Readonly<Record<(typeof shown)[number], Cell | string>>;
  /** `undefined`: it asks nothing of Defender. */
  readonly needs: Needs | undefined;
}
