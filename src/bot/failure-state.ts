/** What of the bot’s own keeping failed, its database or its processes, in words. */

import { StateError } from '../state/errors.ts';
import { maxAttempts } from '../state/activities.ts';
import { count } from '../cards/units.ts';
import { AuditError, GivenUpError } from './errors.ts';
import type { Words } from './failure-words.ts';

const advice = 'Try again in a minute. If it stays so, tell whoever runs this bot, with the reference below.';

/** `undefined`: it is about something else. */
export function stateWords(error: unknown): Words | undefined {
  if (error instanceof AuditError)
    return { heading: 'I could not record who asked for this, so it is not done.', advice, retry: true };
  if (error instanceof StateError) return { heading: 'My own database does not answer.', advice, retry: true };
  if (error instanceof GivenUpError) {
    return {
      heading: `I was restarted ${count(maxAttempts, 'time')} while I worked on this, so I could not answer it.`,
      advice:
        'Nothing was changed. Ask again. If it happens again, tell whoever runs this bot, with the reference below.',
      retry: true,
    };
  }
  return undefined;
}
