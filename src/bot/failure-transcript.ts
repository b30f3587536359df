/** The words of `failure.ts` for what goes wrong with a transcript that is kept and searched. */

import type { SpoolErrorKind } from '../transcript/spool/errors.ts';
import type { PatternErrorKind } from '../transcript/views/pattern-error.ts';
import type { Words } from './failure-words.ts';

export const spoolWords: Readonly<Record<SpoolErrorKind, Words>> = {
  diskFull: {
    heading: 'There is no room left to keep the output while it is read.',
    advice: 'Whoever runs this bot has to make room on its disk. Then try again.',
    retry: true,
  },
  tooLarge: {
    heading: 'The output is larger than I can keep.',
    advice: 'Fetch it from the action center of the Defender portal.',
    retry: false,
  },
  busy: {
    heading: 'Too many large outputs are being read at once.',
    advice: 'Try again in a few minutes.',
    retry: true,
  },
  unsafe: {
    heading: 'The output cannot be kept safely here.',
    advice: 'Tell whoever runs this bot: others may write to the folder of its transcripts.',
    retry: false,
  },
  failed: {
    heading: 'The output could not be kept, or not be read again.',
    advice: 'Try again. If it stays so, tell whoever runs this bot, with the reference below.',
    retry: true,
  },
};

export const patternWords: Readonly<Record<PatternErrorKind, Omit<Words, 'retry'>>> = {
  empty: { heading: 'There is nothing to search for.', advice: 'Type a word, or a pattern between slashes.' },
  tooLong: { heading: 'That is too long to search for.', advice: 'Search for 200 characters of it at the most.' },
  invalid: {
    heading: 'That pattern cannot be read.',
    advice: 'Look-arounds and back references are not known. Without the slashes it is searched for as text.',
  },
  tooComplex: { heading: 'That pattern is too large to search with.', advice: 'Make its repetitions smaller.' },
};
